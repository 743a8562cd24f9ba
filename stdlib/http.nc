// HTTP/1.1: a client and a server on module net, with limits on sizes and times, connections that are kept, and bodies in chunks. Times are in
// milliseconds, sizes in bytes. There is no encryption: a URL that begins with https is an error. Both ends are strict about what they take: a message that
// could be read in two ways is refused.
import "net"
import "json"
import "encoding"
import "time"
import "sys"
import "re"

const within = timeout
const kHeadLimit = 65536
const kBodyLimit = 16777216

/// `STATUS: Map`
/// The names of the numbers of answers.
///     print(http.STATUS[404]) #> Not Found
export const STATUS = {
    [100]: "Continue", [101]: "Switching Protocols", [200]: "OK", [201]: "Created", [202]: "Accepted", [204]: "No Content", [206]: "Partial Content",
    [301]: "Moved Permanently", [302]: "Found", [303]: "See Other", [304]: "Not Modified", [307]: "Temporary Redirect", [308]: "Permanent Redirect",
    [400]: "Bad Request", [401]: "Unauthorized", [403]: "Forbidden", [404]: "Not Found", [405]: "Method Not Allowed", [408]: "Request Timeout",
    [409]: "Conflict", [410]: "Gone", [411]: "Length Required", [413]: "Content Too Large", [414]: "URI Too Long", [415]: "Unsupported Media Type",
    [417]: "Expectation Failed", [422]: "Unprocessable Content", [429]: "Too Many Requests", [431]: "Request Header Fields Too Large",
    [500]: "Internal Server Error", [501]: "Not Implemented", [502]: "Bad Gateway", [503]: "Service Unavailable", [504]: "Gateway Timeout",
    [505]: "HTTP Version Not Supported"}

/// What was wrong with a message or an exchange: `status` is what a server answers to it.
///     try { http.Url("ftp://x") } catch (http.HttpError e) { print(e) } #> the URL "ftp://x" does not begin with http://
export error HttpError extends IOError { status: int = 0 }

// ---- headers

/// The header fields of a message. Names are the same in any case; a name may occur several times.
///     h = http.Headers({"Content-Type": "text/plain"})
///     h.add("Set-Cookie", "a=1")
///     h.add("set-cookie", "b=2")
///     print(h["content-type"], h.all("Set-Cookie"), h.get("X"), "SET-COOKIE" in h) #> text/plain ["a=1", "b=2"] null true
export class Headers {
    private fields = {}

    constructor(values = {}) {
        if values is Headers {
            for name, value in values.pairs() { self.add(name, value) }
        } else {
            for name, value in values { self.add(name, value) }
        }
    }
    /// Adds a field, beside others of its name.
    add(name: string, value) {
        let text = str(value)
        if !isToken(name) { throw HttpError("${repr(name)} is no name of a header field", 400) }
        if re.test(r"[\x00-\x08\x0a-\x1f\x7f]", text) { throw HttpError("the header field ${name} has a control character in it", 400) }
        self.fields.getOrSet(name.lower(), []).append((name, text.strip(" \t")))
    }
    /// The value of a field, null or `fallback` if there is none; of several the values with commas between them.
    get(name: string, fallback = null) {
        let found = self.fields.get(name.lower())
        return found == null ? fallback : ", ".join([value for _, value in found])
    }
    /// All values of a field.
    all(name: string): List { return [value for _, value in self.fields.get(name.lower(), [])] }
    /// Removes a field; true if it was there.
    remove(name: string): bool { return self.fields.remove(name.lower()) != null }
    /// (name, value) of every field.
    pairs(): List { return [pair for list in self.fields.values() for pair in list] }
    /// True if the field lists that word, in any case: `h.lists("Connection", "close")`.
    lists(name: string, word: string): bool {
        return word in [w.strip().lower() for w in (self.get(name) ?? "").split(",")]
    }
    contains(name) { return self.fields.has(name.lower()) }
    iterator() { return iter(self.pairs()) }
    __getitem__(name) { return self.get(name) }
    __setitem__(name, value) {
        self.remove(name)
        self.add(name, value)
    }
    __len__() { return self.pairs().length }
    toString() { return "Headers(${self.pairs()})" }
}

function isToken(name): bool { return re.test(r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$", name) }

function headersOf(given): Headers { return given == null ? Headers() : Headers(given) }

function headText(first, headers): string {
    let lines = [first]
    for name, value in headers.pairs() { lines.append("${name}: ${value}") }
    return "\r\n".join(lines) + "\r\n\r\n"
}

// The first line and the fields of a message; null at the end of the connection.
async function readHead(connection) {
    let head = null
    try {
        head = await connection.readUntil(b"\r\n\r\n", kHeadLimit)
    } catch (ValueError e) {
        throw HttpError("the head of the message has more than ${kHeadLimit} bytes", 431)
    }
    if head == null { return null }
    let lines = head[:-4].decode("latin-1").split("\r\n")
    let headers = Headers()
    if lines.length > 200 { throw HttpError("the message has more than 200 header fields", 431) }
    for line in lines[1:] {
        let [name, colon, value] = line.partition(":")
        if colon == "" || !isToken(name) { throw HttpError("a header field is ill-formed: ${repr(line[:80])}", 400) }
        headers.add(name, value)
    }
    return (lines[0], headers)
}

// The number of bytes that the header fields announce, null for none, "chunked".
function lengthOf(headers) {
    let coding = headers.get("transfer-encoding")
    let lengths = headers.all("content-length")
    if coding != null {
        if lengths.length > 0 { throw HttpError("the message has both a length and a transfer coding", 400) }
        if coding.lower() != "chunked" { throw HttpError("the transfer coding ${repr(coding)} is not known", 501) }
        return "chunked"
    }
    if lengths.length == 0 { return null }
    if lengths.some(n => n != lengths[0]) || !re.test(r"^\d{1,15}$", lengths[0]) { throw HttpError("the length of the message is ill-formed", 400) }
    return int(lengths[0])
}

function tooLarge(limit) { throw HttpError("the body has more than ${limit} bytes", 413) }

async function readBody(connection, length, limit): bytes {
    if length == "chunked" { return await readChunks(connection, limit) }
    if length > limit { tooLarge(limit) }
    return await connection.readExactly(length)
}

async function readChunks(connection, limit): bytes {
    let body = bytes([])
    while true {
        let line = await connection.readLine(limit: 1024)
        let size = line == null ? null : re.fullmatch(r"([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?", line)
        if size == null { throw HttpError("a chunk of the body is ill-formed", 400) }
        let n = int(size[1], 16)
        if n == 0 { break }
        if body.length + n > limit { tooLarge(limit) }
        body.extend(await connection.readExactly(n))
        if await connection.readExactly(2) != b"\r\n" { throw HttpError("a chunk of the body is longer than it says", 400) }
    }
    // Fields may stand behind the body; they count for nothing.
    for _ in 0..100 {
        let line = await connection.readLine(limit: kHeadLimit)
        if line == null || line == "" { return body }
    }
    throw HttpError("there are more than 100 header fields behind the body", 431)
}

// What both kinds of messages have.
class Message {
    headers = null
    body = b""

    get text(): string {
        let charset = re.search("(?i)charset=\"?([\\w-]+)", self.headers.get("content-type") ?? "")
        return self.body.decode(charset == null ? "utf-8" : charset[1], "replace")
    }
    json() { return json.parse(self.body) }
}

// ---- URLs

/// The parts of an absolute URL: host, port, path (in its percent encoding) and query.
///     u = http.Url("http://example.org:8080/a%20b?q=1#part")
///     print(u.host, u.port, u.path, u.query, u.target) #> example.org 8080 /a%20b q=1 /a%20b?q=1
export class Url {
    host = ""
    port = 80
    path = "/"
    query = ""

    constructor(text: string) {
        if text.lower().startsWith("https://") { throw HttpError("the URL ${repr(text)} wants encryption, which this module does not have") }
        let m = re.fullmatch(r"(?i:http)://(\[[0-9a-fA-F:.]+\]|[^\s/?#:@\[\]]+)(?::(\d{1,5}))?(/[^\s?#]*)?(?:\?([^\s#]*))?(?:#\S*)?", text)
        if m == null { throw HttpError(text.lower().startsWith("http://") ? "the URL ${repr(text)} is ill-formed" : "the URL ${repr(text)} does not begin with http://") }
        self.host = m[1].strip("[]")
        self.port = int(m[2] ?? "80")
        self.path = m[3] ?? "/"
        self.query = m[4] ?? ""
    }
    /// Path and query, as a request has them.
    get target(): string { return self.query == "" ? self.path : self.path + "?" + self.query }
    /// Host and port as the field Host has them.
    get authority(): string {
        let host = ":" in self.host ? "[${self.host}]" : self.host
        return self.port == 80 ? host : "${host}:${self.port}"
    }
    /// Another URL as seen from this one: absolute, or a path.
    join(other: string): Url {
        if re.test(r"^[a-zA-Z][a-zA-Z0-9+.-]*:", other) { return Url(other) }
        if other.startsWith("//") { return Url("http:" + other) }
        if other.startsWith("/") { return Url("http://${self.authority}${other}") }
        if other.startsWith("?") { return Url("http://${self.authority}${self.path}${other}") }
        return Url("http://${self.authority}${self.path[:self.path.lastIndexOf("/") + 1]}${other}")
    }
    toString() { return "http://${self.authority}${self.target}" }
}

// ---- client

/// What a server answered: `status`, `reason`, `headers`, `body` (bytes), `url` after redirections.
///     r = http.ClientResponse(200, "OK", http.Headers(), b"{\"a\":1}", "http://x/")
///     print(r.ok, r.text, r.json()) #> true {"a":1} {"a": 1}
export class ClientResponse extends Message {
    status = 0
    reason = ""
    url = ""

    constructor(status, reason, headers, body, url) {
        super()
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = body
        self.url = url
    }
    /// True for a status from 200 to 299.
    get ok(): bool { return 200 <= self.status <= 299 }
    /// Itself, or an HttpError with the status for a status from 400 on.
    check(): ClientResponse {
        if self.status >= 400 { throw HttpError("${self.url} answered ${self.status} ${self.reason}", self.status) }
        return self
    }
    toString() { return "<Response ${self.status}>" }
}

/// A client that keeps connections for the next request to the same server, at most `keep` of them, and sends `headers` with every request.
///     server = http.serve(request => "you want ${request.path}")
///     client = http.Client()
///     print((await client.get(server.url + "/a")).text, (await client.get(server.url + "/b")).text) #> you want /a you want /b
///     client.close()
///     await server.stop()
export class Client {
    private headers = null
    private timeout = 30000
    private maxBody = kBodyLimit
    private redirects = 10
    private keep = 8
    private idle = []

    constructor(headers = null, timeout = 30000, maxBody: int = kBodyLimit, redirects: int = 10, keep: int = 8) {
        self.headers = headersOf(headers)
        self.timeout = timeout
        self.maxBody = maxBody
        self.redirects = redirects
        self.keep = keep
    }
    /// Sends a request and gives the answer, redirections followed. `body` is bytes or a string, `json` a value that is sent as JSON, `form` a Map that is sent as
    /// a form, `query` a Map for the URL. TimeoutError after `timeout` milliseconds in all, IOError if there is no answer.
    async request(method: string, url, headers = null, body = null, json = null, form = null, query = null, timeout = null): ClientResponse {
        let limit = timeout ?? self.timeout
        let work = self.exchange(method.upper(), url, headers, body, json, form, query)
        if limit == null { return await work }
        try { return await within(work, limit) } catch (TimeoutError e) { throw TimeoutError("${method.upper()} ${url} had no answer within ${limit} ms") }
    }
    private async exchange(method, url, headers, body, value, form, query) {
        let target = url is Url ? url : Url(url)
        if query != null { target.query = (target.query == "" ? "" : target.query + "&") + encoding.queryEncode(query) }
        let fields = Headers(self.headers)
        for name, v in headersOf(headers).pairs() { fields[name] = v }
        let data = payload(body, value, form, fields)
        for _ in 0..self.redirects + 1 {
            let answer = await self.once(method, target, fields, data)
            let location = answer.headers.get("location")
            if answer.status not in [301, 302, 303, 307, 308] || location == null { return answer }
            let next = target.join(location)
            // Secrets are for the server that they were given for.
            if next.authority != target.authority { for name in ["authorization", "cookie"] { fields.remove(name) } }
            target = next
            if answer.status == 303 || (answer.status < 303 && method == "POST") {
                method = method == "HEAD" ? "HEAD" : "GET"
                data = null
                fields.remove("content-type")
            }
        }
        throw HttpError("more than ${self.redirects} redirections")
    }
    private async once(method, url, fields, data) {
        let kept = self.takeIdle(url.authority)
        if kept != null {
            // The server may have closed it meanwhile; then nothing was done with the request.
            try { return await self.talk(kept, method, url, fields, data) } catch (Stale e) {}
        }
        try { return await self.talk(await net.connect(url.host, url.port), method, url, fields, data) } catch (Stale e) { throw HttpError("${url.authority} ended the connection without an answer") }
    }
    private takeIdle(authority) {
        for (i, entry) in enumerate(self.idle) {
            if entry[0] == authority {
                self.idle.remove(i)
                return entry[1]
            }
        }
        return null
    }
    private async talk(connection, method, url, fields, data) {
        let isKept = false
        try {
            let all = Headers(fields)
            all["Host"] = url.authority
            if data != null || method in ["POST", "PUT", "PATCH"] { all["Content-Length"] = data == null ? 0 : data.length }
            let head = null
            try {
                await connection.write(headText("${method} ${url.target} HTTP/1.1", all))
                if data != null { await connection.write(data) }
            } catch (IOError e) {
                // What the server answered before it closed the connection may still be read.
            }
            try { head = await readHead(connection) } catch (HttpError e) { throw e } catch (IOError e) { throw Stale("") }
            if head == null { throw Stale("") }
            let [answer, keeps] = await self.answerOf(connection, head, method, url)
            isKept = keeps && self.idle.length < self.keep
            if isKept { self.idle.append((url.authority, connection)) }
            return answer
        } finally {
            if !isKept { connection.close() }
        }
    }
    // (the answer, whether the connection can be used again)
    private async answerOf(connection, head, method, url) {
        let [first, headers] = head
        let m = re.fullmatch(r"HTTP/1\.([01]) (\d{3})(?: (.*))?", first)
        if m == null { throw HttpError("the server's answer is no HTTP: ${repr(first[:80])}") }
        let status = int(m[2])
        if status < 200 {
            let next = await readHead(connection)
            if next == null { throw HttpError("the server ended the connection in the middle of an answer") }
            return await self.answerOf(connection, next, method, url)
        }
        let keeps = m[1] == "1" && !headers.lists("connection", "close")
        let length = lengthOf(headers)
        let body = b""
        if method == "HEAD" || status == 204 || status == 304 {
        } else if length != null {
            body = await readBody(connection, length, self.maxBody)
        } else {
            keeps = false
            try { body = await connection.readAll(self.maxBody) } catch (ValueError e) { tooLarge(self.maxBody) }
        }
        return (ClientResponse(status, m[3] ?? "", headers, body, str(url)), keeps)
    }
    /// GET, with what request() takes.
    async get(url, **options): ClientResponse { return await self.request("GET", url, **options) }
    /// POST.
    async post(url, **options): ClientResponse { return await self.request("POST", url, **options) }
    /// PUT.
    async put(url, **options): ClientResponse { return await self.request("PUT", url, **options) }
    /// PATCH.
    async patch(url, **options): ClientResponse { return await self.request("PATCH", url, **options) }
    /// DELETE.
    async delete(url, **options): ClientResponse { return await self.request("DELETE", url, **options) }
    /// HEAD.
    async head(url, **options): ClientResponse { return await self.request("HEAD", url, **options) }
    /// Closes the connections that are kept.
    close() {
        for entry in self.idle { entry[1].close() }
        self.idle = []
    }
    enter() { return self }
    exit(error) { self.close() }
}

// A connection that ended before an answer began.
class Stale extends Error {}

// The bytes of a body; sets the type if the caller did not.
function payload(body, value, form, fields) {
    if [body, value, form].filter(x => x != null).length > 1 { throw ValueError("a request has one of body, json and form") }
    let type = null
    if value != null { [body, type] = [json.stringify(value), "application/json"] }
    if form != null { [body, type] = [encoding.queryEncode(form), "application/x-www-form-urlencoded"] }
    if type != null && "content-type" not in fields { fields["Content-Type"] = type }
    return body == null ? null : encoding.toBytes(body)
}

/// A single request with a Client of its own; the connection is closed. Takes what Client.request takes.
///     server = http.serve(r => r.method + " " + r.text)
///     print((await http.request("POST", server.url, body: "data")).text) #> POST data
///     await server.stop()
export async function request(method: string, url, **options): ClientResponse {
    let client = Client(keep: 0)
    return await client.request(method, url, **options)
}
/// GET.
///     server = http.serve(r => r.query)
///     print((await http.get(server.url, query: {"a": 1})).json()) #> {"a": ["1"]}
///     await server.stop()
export async function get(url, **options): ClientResponse { return await request("GET", url, **options) }
/// POST.
///     server = http.serve(r => r.json())
///     print((await http.post(server.url, json: [1, 2])).json()) #> [1, 2]
///     await server.stop()
export async function post(url, **options): ClientResponse { return await request("POST", url, **options) }

// ---- server

/// What a client wants: `method`, `target`, `path` (decoded), `query` (Map of lists), `headers`, `body` (bytes), `params` of a Router, `remote` (address, port).
///     server = http.serve(r => "${r.method} ${r.path} ${r.query} ${r.headers["x-a"]}")
///     print((await http.get(server.url + "/p%20q?n=1", headers: {"X-A": "b"})).text) #> GET /p q {"n": ["1"]} b
///     await server.stop()
export class Request extends Message {
    method = ""
    target = ""
    path = ""
    query = null
    params = null
    remote = null

    constructor(method, target, headers, body, remote) {
        super()
        let [path, _, query] = target.partition("?")
        self.method = method
        self.target = target
        self.path = encoding.urlDecode(path)
        self.query = encoding.queryDecode(query)
        self.headers = headers
        self.body = body
        self.remote = remote
        self.params = {}
    }
    toString() { return "<Request ${self.method} ${self.target}>" }
}

/// An answer: `body` is bytes, a string, a Map or List (sent as JSON), or an iterator of bytes and strings, which is sent in chunks as they come.
///     server = http.serve(r => http.Response({"made": true}, status: 201, headers: {"X-Id": 7}))
///     r = await http.get(server.url)
///     print(r.status, r.headers["x-id"], r.headers["content-type"], r.json()) #> 201 7 application/json {"made": true}
///     await server.stop()
export class Response {
    status = 200
    headers = null
    body = null

    constructor(body = "", status: int = 200, headers = null) {
        if status < 200 || status > 599 { throw ValueError("the status of an answer is 200 to 599, not ${status}") }
        self.status = status
        self.headers = headersOf(headers)
        self.body = body
    }
    /// An answer that sends the client elsewhere.
    static redirect(location: string, status: int = 302): Response { return Response("", status, {"Location": location}) }
}

function responseOf(value): Response {
    if value is Response { return value }
    if value == null { return Response("", 204) }
    if value is Tuple && value.length == 2 && isInt(value[0]) { return Response(value[1], value[0]) }
    return Response(value)
}

/// Starts a server, which calls `handler` with each Request, and gives a Server. The handler may be async; it gives a Response, or what a Response takes as
/// body, or (status, body), or null for an empty answer. Port 0 takes a free one.
///     server = http.serve(async r => "hello")
///     print((await http.get(server.url)).text) #> hello
///     await server.stop()
export function serve(handler, host: string = "127.0.0.1", port: int = 0, **options): Server {
    let server = Server(handler, host, port, **options)
    server.start()
    return server
}

/// What serve() gives. Limits: `maxBody` bytes of a request, `headTimeout` for a request to arrive once it began, `idleTimeout` between requests of a
/// connection, `maxConnections` at a time, others waiting. What a handler throws is answered with 500 and goes to `onError(error, request)`, without that to standard
/// error.
///     server = http.Server(r => "x", maxBody: 10)
///     server.start()
///     print((await http.post(server.url, body: "0123456789a")).status) #> 413
///     await server.stop()
export class Server {
    private handler = null
    private listener = null
    private task = null
    private options = null
    private waiting = null

    constructor(handler, host: string = "127.0.0.1", port: int = 0, maxBody: int = kBodyLimit, headTimeout = 10000, idleTimeout = 60000,
        maxConnections: int = 1000, onError = null) {
        self.handler = handler
        self.options = {"maxBody": maxBody, "headTimeout": headTimeout, "idleTimeout": idleTimeout, "maxConnections": maxConnections, "onError": onError}
        self.listener = net.listen(host, port)
        self.waiting = {}
    }
    /// The port where it listens.
    get port(): int { return self.listener.port }
    /// Its address as a URL.
    get url(): string { return "http://${":" in self.listener.host ? "[${self.listener.host}]" : self.listener.host}:${self.listener.port}" }
    /// Begins to take connections.
    start() { self.task = self.listener.serve(c => self.connected(c), maxConnections: self.options["maxConnections"]) }
    /// Waits until the server was stopped.
    async wait() { await self.task }
    /// Takes no more connections, closes those that wait for a request, and waits for the requests that are being answered.
    async stop() {
        self.listener.close()
        for connection in self.waiting.keys() { connection.close() }
        await self.task
        while self.listener.connections > 0 { await sleep(1) }
    }
    private async connected(connection) {
        try {
            while await self.answer(connection) {}
        } catch (Broken e) {
            let answer = Response("${e.message}\n", e.status)
            await send(connection, answer, "GET", false)
            connection.end()
            // What the client still sends is read for a moment, or the answer would be lost with it.
            try { await within(connection.readAll(1 << 20), 500) } catch (TimeoutError | ValueError late) {}
        } catch (IOError e) {
            // The client went away.
        } catch (TimeoutError e) {
        }
    }
    // Answers one request; false if the connection ends with it.
    private async answer(connection) {
        self.waiting[connection] = true
        connection.timeout = self.options["idleTimeout"]
        try {
            if !await connection.ready() || self.listener.closed { return false }
        } finally {
            self.waiting.remove(connection)
        }
        let head = null
        try { head = await within(readHead(connection), self.options["headTimeout"]) } catch (HttpError e) { throw Broken(e.message, e.status) }
        if head == null { return false }
        connection.timeout = self.options["headTimeout"]
        let request = null
        let version = null
        try { [request, version] = await self.read(connection, head) } catch (HttpError e) { throw Broken(e.message, e.status) }
        let keep = !self.listener.closed && (version == "1" ? !request.headers.lists("connection", "close") : request.headers.lists("connection", "keep-alive"))
        let response = await self.handled(request)
        connection.timeout = self.options["idleTimeout"]
        return await send(connection, response, request.method, keep, version) && keep
    }
    private async read(connection, head) {
        let [first, headers] = head
        let m = re.fullmatch(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([^\s\x00-\x20\x7f]+) HTTP/(\d)\.(\d)", first)
        if m == null { throw HttpError("the first line of the request is ill-formed", 400) }
        if m[3] != "1" { throw HttpError("only HTTP/1.0 and HTTP/1.1 are known here", 505) }
        if m[2].length > 8192 { throw HttpError("the target has more than 8192 characters", 414) }
        if m[4] != "0" && headers.all("host").length != 1 { throw HttpError("a request has exactly one field Host", 400) }
        let length = lengthOf(headers)
        let body = b""
        if length != null {
            if isInt(length) && length > self.options["maxBody"] { tooLarge(self.options["maxBody"]) }
            if headers.lists("expect", "100-continue") { await connection.write("HTTP/1.1 100 Continue\r\n\r\n") }
            body = await within(readBody(connection, length, self.options["maxBody"]), self.options["idleTimeout"])
        }
        return (Request(m[1], m[2], headers, body, connection.remote), m[4])
    }
    private async handled(request) {
        try {
            let made = self.handler(request)
            return responseOf(typeOf(made) == "Task" ? await made : made)
        } catch (Error e) {
            let onError = self.options["onError"]
            if onError != null { onError(e, request) } else { sys.stderr.write("http: ${request.method} ${request.target}: ${typeOf(e)}: ${e}\n") }
            return Response("${STATUS[500]}\n", 500)
        }
    }
}

// A request that cannot be understood; the connection is of no more use.
error Broken extends Error { status: int }

// Sends an answer; false if the connection cannot be used again.
async function send(connection, response, method, keep, version = "1") {
    let [headers, body] = [Headers(response.headers), response.body]
    let type = "text/plain; charset=utf-8"
    let hasBody = response.status != 204 && response.status != 304
    let chunks = null
    if body is Map | List {
        [body, type] = [json.stringify(body).encode(), "application/json"]
    } else if isString(body) {
        body = body.encode()
    } else if body is bytes {
        type = "application/octet-stream"
    } else if hasattr(body, "next") || hasattr(body, "iterator") || hasattr(body, "__iter__") {
        [chunks, body] = [body, b""]
    } else {
        body = str(body).encode()
    }
    if hasBody && "content-type" not in headers && (body.length > 0 || chunks != null) { headers["Content-Type"] = type }
    if "date" not in headers { headers["Date"] = httpDate() }
    headers.remove("transfer-encoding")
    headers.remove("content-length")
    // A client of HTTP/1.0 knows no chunks: the end of the connection is the end of the body.
    if chunks != null && version == "0" { keep = false }
    if chunks != null && version != "0" { headers["Transfer-Encoding"] = "chunked" } else if chunks == null && hasBody { headers["Content-Length"] = body.length }
    headers["Connection"] = keep ? "keep-alive" : "close"
    let head = headText("HTTP/1.1 ${response.status} ${STATUS.get(response.status, "Status")}", headers).encode("latin-1", "replace")
    if method == "HEAD" || !hasBody { chunks = null }
    await connection.write(method == "HEAD" || !hasBody ? head : head + body)
    if chunks == null { return keep }
    for piece in chunks {
        let data = encoding.toBytes(typeOf(piece) == "Task" ? await piece : piece)
        if data.length > 0 { await connection.write(version == "0" ? data : hex(data.length)[2:].encode() + b"\r\n" + data + b"\r\n") }
    }
    if version != "0" { await connection.write("0\r\n\r\n") }
    return keep
}

let dateText = ""
let dateSecond = -1

function httpDate() {
    let now = int(time.now())
    if now != dateSecond {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let iso = time.iso(now)
        dateText = "${days[now ~/ 86400 % 7]}, ${iso[8:10]} ${months[int(iso[5:7]) - 1]} ${iso[:4]} ${iso[11:19]} GMT"
        dateSecond = now
    }
    return dateText
}

/// Chooses a handler by method and path. In a path `:name` is one part and `*name` the rest; what they match is in `request.params`. A Router is itself a handler; a
/// path that it does not know is answered with 404, a method with 405.
///     app = http.Router()
///     app.get("/users/:id", r => {"id": r.params["id"]})
///     app.post("/users", r => (201, "made"))
///     server = http.serve(app)
///     print((await http.get(server.url + "/users/7")).json(), (await http.get(server.url + "/users")).status) #> {"id": "7"} 405
///     await server.stop()
export class Router {
    private routes = []

    /// Adds a handler for a method ("*" for all) and a path; as a decorator if no handler is given.
    route(method: string, path: string, handler = null) {
        if handler == null { return h => self.route(method, path, h) }
        if !path.startsWith("/") { throw ValueError("a path begins with /, not like ${repr(path)}") }
        self.routes.append((method.upper(), path.split("/")[1:], handler))
        return handler
    }
    /// A handler for GET and HEAD.
    get(path: string, handler = null) { return self.route("GET", path, handler) }
    /// A handler for POST.
    post(path: string, handler = null) { return self.route("POST", path, handler) }
    /// A handler for PUT.
    put(path: string, handler = null) { return self.route("PUT", path, handler) }
    /// A handler for PATCH.
    patch(path: string, handler = null) { return self.route("PATCH", path, handler) }
    /// A handler for DELETE.
    delete(path: string, handler = null) { return self.route("DELETE", path, handler) }
    call(request) {
        let parts = request.target.partition("?")[0].split("/")[1:]
        let allowed = []
        for method, pattern, handler in self.routes {
            let params = paramsOf(pattern, parts)
            if params == null { continue }
            if method == "*" || method == request.method || (method == "GET" && request.method == "HEAD") {
                request.params = params
                return handler(request)
            }
            allowed.append(method)
        }
        if allowed.length > 0 { return Response("${STATUS[405]}\n", 405, {"Allow": ", ".join(allowed.unique())}) }
        return Response("${STATUS[404]}\n", 404)
    }
}

function paramsOf(pattern, parts) {
    let params = {}
    for (i, p) in enumerate(pattern) {
        if p.startsWith("*") {
            params[p[1:]] = encoding.urlDecode("/".join(parts[i:]))
            return params
        }
        if i >= parts.length { return null }
        let part = encoding.urlDecode(parts[i])
        if p.startsWith(":") && part != "" { params[p[1:]] = part } else if p != part { return null }
    }
    return parts.length == pattern.length ? params : null
}
