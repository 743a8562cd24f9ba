// Running other programs: with a list of arguments and never through a shell unless `shell: true` asks for it, with their standard streams,
// limits of time, and what they gave back. Everything that may wait is async; runBlocking is for code that is not. Times are in milliseconds.
import "_process" as native
import "net"

const within = timeout
const kStreams = {"inherit": 0, "pipe": 1, "null": 2, "merge": 3}

/// How a program ended: `args`, `status` (the negative number of a signal that ended it), `stdout` and `stderr` (empty where they were not piped).
///     r = await process.run(["sh", "-c", "echo out; echo err >&2; exit 3"])
///     print(r.status, r.ok, repr(r.stdout), repr(r.stderr)) #> 3 false "out\n" "err\n"
export class Result {
    args = null
    status = 0
    stdout = null
    stderr = null

    constructor(args, status, stdout, stderr) {
        self.args = args
        self.status = status
        self.stdout = stdout
        self.stderr = stderr
    }
    /// True if the status is 0.
    get ok(): bool { return self.status == 0 }
    /// Itself, or a ProcessError if the status is not 0.
    check(): Result {
        if self.ok { return self }
        let how = self.status < 0 ? "was ended by signal ${-self.status}" : "ended with status ${self.status}"
        let tail = isString(self.stderr) && self.stderr.strip() != "" ? ": " + self.stderr.strip().split("\n")[-1] : ""
        throw ProcessError("${self.args is List ? self.args[0] : self.args} ${how}${tail}", self)
    }
    toString() { return "Result(status=${self.status}, stdout=${repr(self.stdout)}, stderr=${repr(self.stderr)})" }
}

/// What check throws for a program that failed; `result` says how.
///     try { await process.run(["false"], check: true) } catch (process.ProcessError e) { print(e, e.result.status) } #> false ended with status 1 1
export error ProcessError extends Error { result: any }

function streamOf(name, kind, input = false) {
    let number = kStreams.get(kind)
    if number == null || (number == 3 && name != "stderr") { throw ValueError("'${name}' is ${name == "stderr" ? "inherit, pipe, null or merge" : "inherit, pipe or null"}, not ${repr(kind)}") }
    return number
}

function environmentOf(env) { return env == null ? null : ["${key}=${value}" for key, value in env] }

/// Starts a program and gives a Process. `args` is the list of the program, searched in PATH, and its arguments; with `shell: true` a text for /bin/sh. The
/// streams are "inherit", "pipe" or "null", `stderr` also "merge" into stdout. `env` is the whole environment as a Map, null for that of this program.
///     p = process.spawn(["cat"], stdin: "pipe", stdout: "pipe")
///     await p.stdin.write("through the cat")
///     p.stdin.close()
///     print(await p.stdout.readText(), await p.wait()) #> through the cat 0
export function spawn(args, stdin: string = "inherit", stdout: string = "inherit", stderr: string = "inherit", cwd = null, env = null, shell: bool = false): Process {
    if shell != isString(args) { throw TypeError(shell ? "with shell: true 'args' is the text of a command" : "'args' is a list of the program and its arguments; shell: true takes a text") }
    let all = shell ? ["/bin/sh", "-c", args] : list(args)
    let made = native.spawn(all, environmentOf(env), cwd, streamOf("stdin", stdin), streamOf("stdout", stdout), streamOf("stderr", stderr))
    return Process(args, made)
}

/// A started program. Its piped streams are Connections of module net: stdin to write, stdout and stderr to read. One that nobody waits for stays in
/// the system's table of processes until this program ends.
///     p = process.spawn(["sleep", "10"])
///     p.kill()
///     print(await p.wait(), p.poll()) #> -9 -9
export class Process {
    /// What it was started with.
    args = null
    stdin = null
    stdout = null
    stderr = null
    private child = null

    constructor(args, made) {
        let [child, input, output, errors] = made
        self.args = args
        self.child = child
        self.stdin = input == null ? null : net.Connection(input)
        self.stdout = output == null ? null : net.Connection(output)
        self.stderr = errors == null ? null : net.Connection(errors)
    }
    /// The number of the process.
    get pid(): int { return native.pid(self.child) }
    /// The status if it has ended, null while it runs.
    poll(): int? { return native.status(self.child) }
    /// Waits for its end and gives the status, negative for a signal. TimeoutError after `timeout` milliseconds; it goes on running then.
    async wait(timeout = null): int {
        while self.poll() == null {
            let task = native.ended(self.child)
            if timeout == null { await task } else { await within(task, timeout) }
        }
        return self.poll()
    }
    /// Sends a signal by number; false if it has ended.
    signal(number: int): bool { return native.kill(self.child, number) }
    /// Asks it to end (SIGTERM).
    terminate(): bool { return self.signal(15) }
    /// Ends it (SIGKILL).
    kill(): bool { return self.signal(9) }
    /// Writes `input`, reads both streams to their end and waits: (stdout, stderr) as bytes.
    async communicate(input = null, maxOutput = null) {
        let feed = self.feed(input)
        let texts = await parallel([drain(self.stdout, maxOutput), drain(self.stderr, maxOutput)])
        await feed
        await self.wait()
        return tuple(texts)
    }
    private async feed(input) {
        if self.stdin == null { return }
        try {
            if input != null { await self.stdin.write(input) }
        } catch (IOError e) {
            // A program may end without reading all of its input.
        } finally {
            self.stdin.close()
        }
    }
    /// Closes the streams that are still open.
    close() {
        for stream in [self.stdin, self.stdout, self.stderr] {
            if stream != null { stream.close() }
        }
    }
    enter() { return self }
    exit(error) { self.close() }
}

async function drain(stream, limit) {
    if stream == null { return b"" }
    return await stream.readAll(limit)
}

/// Runs a program to its end and gives a Result. `input` is bytes or a string for its standard input, which is empty otherwise. `text: false` gives bytes. After
/// `timeout` milliseconds the program is killed and TimeoutError is thrown; so it is, with ValueError, if one stream has more than `maxOutput` bytes. `check` throws a
/// ProcessError if the status is not 0. The rest is as for spawn().
///     r = await process.run(["tr", "a-z", "A-Z"], input: "noodle")
///     print(r.stdout) #> NOODLE
export async function run(args, input = null, timeout = null, check: bool = false, text: bool = true, cwd = null, env = null, shell: bool = false,
    stdout: string = "pipe", stderr: string = "pipe", maxOutput = null): Result {
    let p = spawn(args, stdin: input == null ? "null" : "pipe", stdout: stdout, stderr: stderr, cwd: cwd, env: env, shell: shell)
    let outputs = null
    try {
        let talk = p.communicate(input, maxOutput)
        outputs = timeout == null ? await talk : await within(talk, timeout)
    } catch (TimeoutError e) {
        throw TimeoutError("${shell ? args : args[0]} did not end within ${timeout} ms")
    } finally {
        if outputs == null {
            p.kill()
            await p.wait()
        }
        p.close()
    }
    let shown = text ? [o.decode("utf-8", "replace") for o in outputs] : outputs
    let result = Result(args, p.poll(), shown[0], shown[1])
    return check ? result.check() : result
}

/// What a program printed, without the line break at its end; ProcessError if it failed. Takes what run() takes.
///     print(await process.output(["echo", "hi"])) #> hi
export async function output(args, ...rest, **options): string {
    let result = await run(args, ...rest, **{...options, "check": true})
    return result.stdout.removeSuffix("\n")
}

/// run() for code that is not async: waits until the program has ended. Other tasks go on meanwhile.
///     print(process.runBlocking(["echo", "hi"]).stdout.strip()) #> hi
export function runBlocking(args, ...rest, **options): Result { return asyncio.run(run(args, ...rest, **options)) }

/// A text that a shell takes for exactly one word.
///     print(process.quote("it's"), process.quote("plain")) #> 'it'"'"'s' plain
export function quote(text: string): string {
    let safe = text != "" && all(c.isAscii() && (c.isAlnum() || c in "@%_+=:,./-") for c in text)
    return safe ? text : "'" + text.replace("'", "'\"'\"'") + "'"
}

/// The words of a command line, with quotes and backslashes as in a shell, but nothing else of a shell.
///     print(process.split("cp 'a b' \"c d\" e\\ f")) #> ["cp", "a b", "c d", "e f"]
export function split(line: string): List {
    let words = []
    let word = null
    let quoted = null
    let escaped = false
    for c in line {
        if escaped {
            word = (word ?? "") + c
            escaped = false
        } else if c == "\\" && quoted != "'" {
            escaped = true
            word = word ?? ""
        } else if quoted != null {
            if c == quoted { quoted = null } else { word += c }
        } else if c == "'" || c == "\"" {
            quoted = c
            word = word ?? ""
        } else if c.isSpace() {
            if word != null { words.append(word) }
            word = null
        } else {
            word = (word ?? "") + c
        }
    }
    if quoted != null || escaped { throw ValueError("split(): ${quoted == null ? "a backslash" : "a quote"} at the end of ${repr(line)} is not finished") }
    if word != null { words.append(word) }
    return words
}
