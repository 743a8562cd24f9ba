// Messages about what a program does, with levels, to standard error or wherever handlers send them. The functions of the module use one logger
// without a name; loggers of names inherit level and handlers from the part of their name before the last dot.
import "sys"
import "json"
import "time"

/// `DEBUG: int`
/// The levels: DEBUG 10, INFO 20, WARNING 30, ERROR 40, CRITICAL 50; OFF is above all.
///     print(log.DEBUG < log.INFO) #> true
export const DEBUG = 10
/// `INFO: int`
/// What goes on as expected.
///     print(log.INFO) #> 20
export const INFO = 20
/// `WARNING: int`
/// What may become a problem.
///     print(log.WARNING) #> 30
export const WARNING = 30
/// `ERROR: int`
/// What failed.
///     print(log.ERROR) #> 40
export const ERROR = 40
/// `CRITICAL: int`
/// What the program cannot go on with.
///     print(log.CRITICAL) #> 50
export const CRITICAL = 50
/// `OFF: int`
/// A level that lets nothing through.
///     print(log.OFF > log.CRITICAL) #> true
export const OFF = 100

const kNames = {"debug": DEBUG, "info": INFO, "warning": WARNING, "warn": WARNING, "error": ERROR, "critical": CRITICAL, "off": OFF}
const kLabels = {[DEBUG]: "DEBUG", [INFO]: "INFO", [WARNING]: "WARNING", [ERROR]: "ERROR", [CRITICAL]: "CRITICAL"}

function levelOf(level): int {
    if isInt(level) { return level }
    let found = isString(level) ? kNames.get(level.lower()) : null
    if found == null { throw ValueError("there is no level ${repr(level)} (debug, info, warning, error, critical, off)") }
    return found
}

/// One message, as handlers and formats get it: time (seconds), level, levelName, name of the logger, message, fields.
///     r = log.Record(0.0, log.INFO, "app", "hello", {"n": 1})
///     print(r.levelName, r.message, r.fields) #> INFO hello {"n": 1}
export class Record {
    time: float
    level: int
    name: string
    message: string
    fields: Map

    constructor(time, level, name, message, fields) {
        self.time = time
        self.level = level
        self.name = name
        self.message = message
        self.fields = fields
    }
    /// The level as a word.
    get levelName(): string { return kLabels.get(self.level, str(self.level)) }
}

/// The usual line: time, level, name, message and fields.
///     print(log.textFormat(log.Record(0.0, log.INFO, "app", "ready", {"port": 80}))) #> 1970-01-01T00:00:00Z INFO app: ready port=80
export function textFormat(record): string {
    let name = record.name == "" ? "" : record.name + ": "
    let fields = "".join([" ${key}=${isString(value) && " " not in value && value != "" ? value : repr(value)}" for key, value in record.fields])
    return "${time.iso(record.time)} ${record.levelName} ${name}${record.message}${fields}"
}
/// A line of JSON.
///     print(log.jsonFormat(log.Record(0.0, log.INFO, "", "ready", {"port": 80}))) #> {"time":0.0,"level":"INFO","name":"","message":"ready","port":80}
export function jsonFormat(record): string {
    let line = {"time": record.time, "level": record.levelName, "name": record.name, "message": record.message}
    for key, value in record.fields { line[key] = value is int | float | string | bool | null | List | Map ? value : str(value) }
    return json.stringify(line)
}

/// A handler that writes lines to a stream (something with write; standard error if there is none), from its own level on.
///     import "io"
///     import "log"
///     out = io.StringIO()
///     logger = log.get("example.one")
///     logger.handlers = [log.StreamHandler(out, format: r => "${r.levelName} ${r.message}")]
///     logger.warning("careful")
///     print(repr(out.value)) #> "WARNING careful\n"
export class StreamHandler {
    private out = null
    private form = null
    private level = 0

    constructor(out = null, format = textFormat, level = 0) {
        self.out = out
        self.form = format
        self.level = levelOf(level)
    }
    /// Writes a record.
    handle(record) {
        if record.level < self.level { return }
        let out = self.out ?? sys.stderr
        out.write(self.form(record) + "\n")
    }
}

/// A handler that appends lines to a file, which is opened at the first of them.
///     print(callable(log.FileHandler("app.log").handle)) #> true
export class FileHandler {
    private path = null
    private form = null
    private level = 0
    private file = null

    constructor(path, format = textFormat, level = 0) {
        self.path = path
        self.form = format
        self.level = levelOf(level)
    }
    /// Writes a record.
    handle(record) {
        if record.level < self.level { return }
        if self.file == null { self.file = open(self.path, "a") }
        self.file.write(self.form(record) + "\n")
        self.file.flush()
    }
    /// Closes the file; a later record opens it again.
    close() {
        if self.file != null { self.file.close() }
        self.file = null
    }
}

/// What get() gives. A function as message is called only if the message is wanted.
///     logger = log.get("example.two")
///     logger.setLevel("error")
///     logger.info(() => "never made")
///     print(logger.enabled(log.INFO), logger.enabled(log.ERROR)) #> false true
export class Logger {
    name: string
    /// Its own level; null: that of its parent.
    level = null
    /// Its own handlers; null: those of its parent. A handler is an object with handle(record), or a function.
    handlers = null
    private parent = null
    private bound = {}

    constructor(name: string, parent = null, bound = {}) {
        self.name = name
        self.parent = parent
        self.bound = bound
    }
    /// The level that counts.
    effectiveLevel(): int { return self.level ?? (self.parent == null ? WARNING : self.parent.effectiveLevel()) }
    /// The handlers that count.
    effectiveHandlers(): List { return self.handlers ?? (self.parent == null ? [] : self.parent.effectiveHandlers()) }
    /// Whether messages of this level are wanted.
    enabled(level): bool { return levelOf(level) >= self.effectiveLevel() }
    /// Sets the level, by number or name.
    setLevel(level) { self.level = levelOf(level) }
    /// Adds a handler of its own.
    addHandler(handler) {
        if self.handlers == null { self.handlers = [] }
        self.handlers.append(handler)
    }
    /// A logger of the same name that adds fields to every message.
    with(**fields): Logger {
        let child = Logger(self.name, self, {...self.bound, ...fields})
        return child
    }
    /// Logs a message at a level, with fields by name.
    log(level, message, **fields) {
        let number = levelOf(level)
        if number < self.effectiveLevel() { return }
        let text = str(callable(message) ? message() : message)
        let record = Record(time.now(), number, self.name, text, {...self.bound, ...fields})
        for handler in self.effectiveHandlers() {
            if callable(handler) { handler(record) } else { handler.handle(record) }
        }
    }
    /// Logs at DEBUG.
    debug(message, **fields) { self.log(DEBUG, message, **fields) }
    /// Logs at INFO.
    info(message, **fields) { self.log(INFO, message, **fields) }
    /// Logs at WARNING.
    warning(message, **fields) { self.log(WARNING, message, **fields) }
    /// As warning.
    warn(message, **fields) { self.log(WARNING, message, **fields) }
    /// Logs at ERROR.
    error(message, **fields) { self.log(ERROR, message, **fields) }
    /// Logs at CRITICAL.
    critical(message, **fields) { self.log(CRITICAL, message, **fields) }
    /// Logs an error with its class and place.
    exception(message, error) { self.log(ERROR, message, error: "${typeOf(error)}: ${error}", at: error.location) }
}

const root = Logger("")
root.handlers = [StreamHandler()]
let loggers = {"": root}

/// The logger of a name, always the same one; "" is the module's own.
///     print(log.get("a.b") is log.Logger, log.get("a.b").name, id(log.get("a.b")) == id(log.get("a.b"))) #> true a.b true
export function get(name: string = ""): Logger {
    let known = loggers.get(name)
    if known != null { return known }
    let dot = name.lastIndexOf(".")
    let made = Logger(name, get(dot < 0 ? "" : name[:dot]))
    loggers[name] = made
    return made
}
export const getLogger = get

/// Sets level, format and stream of the module's own logger at once.
///     import "io"
///     import "log"
///     out = io.StringIO()
///     log.configure(level: "info", out: out, format: r => r.message)
///     log.info("hello")
///     log.debug("not this")
///     print(repr(out.value)) #> "hello\n"
export function configure(level = WARNING, out = null, format = textFormat, file = null) {
    root.setLevel(level)
    root.handlers = [file == null ? StreamHandler(out, format) : FileHandler(file, format)]
}
export const basicConfig = configure

/// Sets the level of the module's own logger.
///     log.setLevel("debug")
///     print(log.get().enabled("debug")) #> true
export function setLevel(level) { root.setLevel(level) }
/// Logs at DEBUG; these functions use the module's own logger.
///     log.debug("x is", x: 5)
///     print("nothing is shown: the level is WARNING") #> nothing is shown: the level is WARNING
export function debug(message, **fields) { root.log(DEBUG, message, **fields) }
/// Logs at INFO.
///     log.info("ready")
///     print("ok") #> ok
export function info(message, **fields) { root.log(INFO, message, **fields) }
/// Logs at WARNING.
///     log.configure(level: "off")
///     log.warning("low disk", free: 10)
///     print("ok") #> ok
export function warning(message, **fields) { root.log(WARNING, message, **fields) }
export const warn = warning
/// Logs at ERROR.
///     log.configure(level: "off")
///     log.error("failed")
///     print("ok") #> ok
export function error(message, **fields) { root.log(ERROR, message, **fields) }
/// Logs at CRITICAL.
///     log.configure(level: "off")
///     log.critical("failed for good")
///     print("ok") #> ok
export function critical(message, **fields) { root.log(CRITICAL, message, **fields) }
