// Connections over TCP and datagrams over UDP. Everything that may wait is async; in code that is not, `asyncio.run(task)` waits for a task.
// Times are in milliseconds. Names are looked up by the system's resolver, which may hold the program up for a moment.
import "_net" as native
import "sys"

const within = timeout

async function waited(task, milliseconds) { return milliseconds == null ? await task : await within(task, milliseconds) }

/// A connection, as connect() and a Server make it. One reader and one writer at a time. `with` closes it.
///     server = net.listen("127.0.0.1", 0)
///     async function answer() {
///         with await server.accept() as c { await c.write("you said " + await c.readLine()) }
///     }
///     answering = answer()
///     with await net.connect("127.0.0.1", server.port) as c {
///         await c.write("hello\n")
///         print(await c.readText()) #> you said hello
///     }
///     await answering
///     server.close()
export class Connection {
    /// The most milliseconds that one read or write may wait; null: no limit. TimeoutError when it is over.
    timeout = null
    /// True once it was closed on this side.
    closed = false
    private socket = null
    private held = b""
    private ended = false

    constructor(socket, timeout = null) {
        self.socket = socket
        self.timeout = timeout
    }
    // Reads some more behind what is held; false at the end.
    private async more(max = 65536): bool {
        while !self.ended {
            let got = native.receive(self.socket, max)
            if got == null {
                await waited(native.readable(self.socket), self.timeout)
                continue
            }
            self.ended = got.length == 0
            if self.held.length == 0 { self.held = got } else { self.held.extend(got) }
            return !self.ended
        }
        return false
    }
    private take(n: int): bytes {
        let taken = self.held
        if n == taken.length {
            self.held = b""
            return taken
        }
        self.held = taken[n:]
        return taken[:n]
    }
    /// Waits until there is something to read; false at the end of the stream.
    async ready(): bool { return self.held.length > 0 || await self.more() }
    /// What is there, at least one byte and at most `max`; empty at the end of the stream.
    async read(max: int = 65536): bytes {
        if self.held.length == 0 { await self.more(max) }
        return self.take(min(max, self.held.length))
    }
    /// Exactly `n` bytes; IOError if the stream ends before.
    async readExactly(n: int): bytes {
        while self.held.length < n {
            if !await self.more(max(n - self.held.length, 4096)) { throw IOError("the connection ended after ${self.held.length} of ${n} bytes") }
        }
        return self.take(n)
    }
    /// Everything up to and with `mark`; null at the end of the stream, IOError if that comes within, ValueError if there are more than `limit` bytes.
    async readUntil(mark: bytes, limit: int = 65536): bytes? {
        let searched = 0
        while true {
            let at = self.held.indexOf(mark, searched)
            if at >= 0 && at + mark.length <= limit { return self.take(at + mark.length) }
            if at >= 0 || self.held.length > limit { throw ValueError("more than ${limit} bytes before ${mark}") }
            searched = max(0, self.held.length - mark.length + 1)
            if !await self.more() {
                if self.held.length == 0 { return null }
                throw IOError("the connection ended before ${mark}")
            }
        }
    }
    /// The next line without its break; null at the end of the stream. The last line needs no break.
    async readLine(limit: int = 65536): string? {
        while true {
            let at = self.held.indexOf(b"\n")
            if at > limit || (at < 0 && self.held.length > limit) { throw ValueError("a line has more than ${limit} bytes") }
            if at >= 0 { return self.take(at + 1).decode("utf-8", "replace").removeSuffix("\n").removeSuffix("\r") }
            if !await self.more() { return self.held.length == 0 ? null : self.take(self.held.length).decode("utf-8", "replace") }
        }
    }
    /// Everything to the end of the stream; ValueError if there are more than `limit` bytes.
    async readAll(limit = null): bytes {
        while await self.more() {
            if limit != null && self.held.length > limit { throw ValueError("there are more than ${limit} bytes") }
        }
        return self.take(self.held.length)
    }
    /// readAll() as text; ill-formed UTF-8 becomes U+FFFD.
    async readText(limit = null): string { return (await self.readAll(limit)).decode("utf-8", "replace") }
    /// Sends all of the data, bytes or a string.
    async write(data) {
        let from = 0
        let size = isString(data) ? data.encode().length : data.length
        while from < size {
            let sent = native.send(self.socket, data, from)
            if sent == null { await waited(native.writable(self.socket), self.timeout) } else { from += sent }
        }
    }
    /// Says that nothing more will be written; reading goes on.
    end() { native.endWrites(self.socket) }
    /// Closes the connection; closing again does nothing.
    close() {
        self.closed = true
        native.close(self.socket)
    }
    enter() { return self }
    exit(error) { self.close() }
    /// (address, port) of this side.
    get local() { return native.address(self.socket, false) }
    /// (address, port) of the other side.
    get remote() { return native.address(self.socket, true) }
    toString() { return "<Connection>" }
}

/// A connection to a host and port; all addresses of the host are tried. IOError if that fails, TimeoutError after `timeout` milliseconds.
///     server = net.listen()
///     c = await net.connect("127.0.0.1", server.port, timeout: 1000)
///     print(c.remote[1] == server.port) #> true
///     c.close()
///     server.close()
export async function connect(host: string, port: int, timeout = null): Connection {
    let failure = null
    for address in native.resolve(host) {
        let socket = null
        try {
            socket = native.connect(address, port)
            await waited(native.writable(socket), timeout)
            native.failure(socket, address, port)
            return Connection(socket)
        } catch (IOError e) {
            failure = failure ?? e
        } catch (TimeoutError e) {
            throw TimeoutError("no connection to ${host} port ${port} within ${timeout} ms")
        } finally {
            if failure != null && socket != null { native.close(socket) }
        }
    }
    throw failure
}

/// A server that takes connections at an address, at once. Port 0 takes a free one. Without a host it takes them from this machine only;
/// "0.0.0.0" takes them from everywhere.
///     server = net.listen()
///     print(server.host, server.port > 0) #> 127.0.0.1 true
///     server.close()
export function listen(host: string = "127.0.0.1", port: int = 0, backlog: int = 128): Server {
    return Server(native.listen(native.resolve(host)[0], port, backlog))
}

/// What listen() gives.
///     server = net.listen()
///     task = server.serve(async c => await c.write("hi"))
///     print(await (await net.connect("127.0.0.1", server.port)).readText()) #> hi
///     server.close()
///     await task
export class Server {
    /// The address and port where it listens.
    host = ""
    port = 0
    /// True once it was closed.
    closed = false
    private socket = null
    private open = 0

    constructor(socket) {
        self.socket = socket
        let [host, port] = native.address(socket, false)
        self.host = host
        self.port = port
    }
    /// The next connection; null once the server was closed.
    async accept(): Connection? {
        while !self.closed {
            let socket = native.accept(self.socket)
            if socket != null { return Connection(socket) }
            await native.readable(self.socket)
        }
        return null
    }
    /// Calls the async function `handle` with each connection, which is closed when that has finished, until the server is closed. Further
    /// clients wait while `maxConnections` are open. What a handler throws goes to `onError(error, connection)`; without that an IOError, as of a
    /// client that went away, counts for nothing and others are printed to standard error.
    async serve(handle, maxConnections: int = 1000, onError = null) {
        let room = asyncio.Semaphore(maxConnections)
        while true {
            await room.acquire()
            let connection = await self.accept()
            if connection == null { return }
            self.handleOne(handle, connection, room, onError)
        }
    }
    private async handleOne(handle, connection, room, onError) {
        self.open += 1
        try {
            await handle(connection)
        } catch (Error e) {
            if onError != null { onError(e, connection) } else { report(e) }
        } finally {
            self.open -= 1
            connection.close()
            room.release()
        }
    }
    /// How many connections serve() has open.
    get connections(): int { return self.open }
    /// Takes no more connections; those that are open go on.
    close() {
        self.closed = true
        native.close(self.socket)
    }
    enter() { return self }
    exit(error) { self.close() }
}

function report(error) {
    if !(error is IOError) { sys.stderr.write("net: ${typeOf(error)}: ${error}\n") }
}

/// A socket for datagrams, which arrive whole or not at all. Port 0 takes a free one.
///     a = net.udp()
///     b = net.udp()
///     await a.send(b"ping", "127.0.0.1", b.port)
///     [data, sender] = await b.receive()
///     print(data, sender[1] == a.port) #> b"ping" true
///     a.close()
///     b.close()
export function udp(host: string = "127.0.0.1", port: int = 0): Datagrams { return Datagrams(native.datagram(native.resolve(host)[0], port)) }

/// What udp() gives.
///     socket = net.udp()
///     print(socket is net.Datagrams, socket.port > 0) #> true true
///     socket.close()
export class Datagrams {
    private socket = null
    /// The address and port that it has.
    host = ""
    port = 0

    constructor(socket) {
        self.socket = socket
        let [host, port] = native.address(socket, false)
        self.host = host
        self.port = port
    }
    /// The next datagram: (bytes, (address, port) of its sender).
    async receive(timeout = null) {
        while true {
            let got = native.receiveFrom(self.socket)
            if got != null { return got }
            await waited(native.readable(self.socket), timeout)
        }
    }
    /// Sends a datagram.
    async send(data, host: string, port: int) {
        let address = native.resolve(host)[0]
        while native.sendTo(self.socket, data, address, port) == null { await native.writable(self.socket) }
    }
    /// Closes the socket.
    close() { native.close(self.socket) }
    enter() { return self }
    exit(error) { self.close() }
}

/// The IP addresses of a host.
///     print("127.0.0.1" in net.resolve("127.0.0.1")) #> true
export function resolve(host: string): List { return native.resolve(host) }
