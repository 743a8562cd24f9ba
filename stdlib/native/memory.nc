// Memory by hand where it pays: typed arrays, regions that are released at once, caches with a limit, pools of objects. docs/memory_guide.md
// shows when.

/// `array(kind, of)`
/// Numbers of one kind side by side: "u8", "i32", "i64", "f32", "f64" and their like. `of` is a length, or what to fill it with.
///     a = memory.array("f64", 3)
///     a[0] = 1.5
///     print(a.toList(), a.byteLength, memory.array("u8", [1, 2, 3]).sum()) #> [1.5, 0.0, 0.0] 24 6

/// `region()`
/// Memory that is released as a whole: the arrays made in it may not be used after `close()`, which `with` calls.
///     with memory.region() as region {
///         a = region.array("i32", 1000)
///         a.fill(7)
///         print(a.sum(), region.usedBytes >= 4000) #> 7000 true
///     }

/// `cache(max, ttl)`
/// A map that forgets what was not used for the longest time when it has more than `max` entries, each after `ttl` milliseconds, and anything
/// when memory is short.
///     c = memory.cache(max: 2)
///     c.set("a", 1)
///     c.set("b", 2)
///     c.get("a")
///     c.set("c", 3)
///     print(c.contains("a"), c.contains("b"), c.getOrMake("d", () => 4)) #> true false 4

/// `pool(make, reset, max, cleanup)`
/// Objects that are used again: `acquire()` gives one that was released, made ready by `reset`, or a new one from `make`.
///     pool = memory.pool(() => [], reset: xs => xs.clear())
///     xs = pool.acquire()
///     xs.push(1)
///     pool.release(xs)
///     print(pool.acquire()) #> []
