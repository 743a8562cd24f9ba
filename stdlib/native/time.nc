// Clocks and waiting. Times are seconds since the beginning of 1970, as floats, where nothing else is said. Module datetime has dates.

/// `now()` `time`
/// The time now.
///     print(time.now() > 1.6e9) #> true

/// `nowNs()` `time_ns`
/// The time now in nanoseconds, an int.
///     print(isInt(time.nowNs())) #> true

/// `monotonic()` `perf_counter` `perfCounter`
/// Seconds of a clock that is never set; only differences mean something.
///     begin = time.monotonic()
///     print(time.monotonic() >= begin) #> true

/// `monotonicNs()` `monotonic_ns` `perf_counter_ns`
/// The same in nanoseconds.
///     print(isInt(time.monotonicNs())) #> true

/// `cpuTime()` `process_time`
/// Seconds that this thread has computed.
///     print(time.cpuTime() > 0) #> true

/// `sleep(seconds)`
/// Waits, and everything waits with it; in async code use the builtin sleep.
///     begin = time.monotonic()
///     time.sleep(0.002)
///     print(time.monotonic() - begin >= 0.002) #> true

/// `strftime(format, time)` `format`
/// A time (now, if it is left out) by a format, in the machine's zone.
///     print(time.strftime("%Y", 86400 * 200)) #> 1970

/// `iso(time)`
/// A time as text in UTC.
///     print(time.iso(0)) #> 1970-01-01T00:00:00Z

/// `ctime(time)`
/// A time in the style of C, in the machine's zone.
///     print(time.ctime(86400 * 200).endsWith("1970")) #> true
