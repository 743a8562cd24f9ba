// The running program: its arguments, its environment, its streams and its end.

/// `exit(code)`
/// Ends the program with an exit status, 0 if none is given; a text is printed to standard error and means 1. `finally` blocks and what was
/// given to `runtime.onExit` still run; only a `catch` of SystemExit stops it.
///     try { sys.exit(3) } catch (SystemExit e) { print("status", e.code) } #> status 3

/// `getenv(name, default)`
/// A variable of the environment, or the default (null) where it is not set.
///     print(sys.getenv("NOODLE_NO_SUCH_NAME", "none")) #> none

/// `flush()`
/// Writes out what print has kept back. That happens by itself at the end of the program and when it waits for input.
///     print("now")
///     sys.flush()
///     #> now

/// `args` `argv`
/// What stood behind the program's name on the command line, a list of strings; `argv` begins with the name of the program, as in Python.
///     print(sys.args, sys.argv.length) #> [] 1

/// `env`
/// The environment as a map from names to texts; changing it changes a copy.
///     print(sys.env is Map) #> true

/// `platform`
/// The operating system.
///     print(sys.platform) #> linux

/// `version`
/// The version of Noodle.
///     print(sys.version.split(".").length >= 2) #> true

/// `stdin` `stdout` `stderr`
/// The standard streams, with the members of files: `read`, `readLine`, `write`, `flush`, iteration by lines.
///     sys.stdout.write("one\n") #> one

/// `maxsize`
/// The largest int.
///     print(sys.maxsize) #> 9223372036854775807

/// `script`
/// The file that was started.
///     print(sys.script.endsWith(".nc") or sys.script.endsWith(".nbc")) #> true
