// Streams in memory that behave as open files do, and helpers for streams of any kind. Files themselves: `open` and module fs.

// What both streams in memory share. A subclass has `_size()` and `_slice(from, to)` of all its content.
class MemoryStream {
    _position = 0
    closed = false

    _check(name) {
        if self.closed { throw ValueError("${name}(): the stream is closed") }
    }
    read(size = null) {
        self._check("read")
        let from = min(self._position, self._size())
        let to = size == null || size < 0 ? self._size() : min(from + size, self._size())
        self._position = max(self._position, to)
        return self._slice(from, to)
    }
    seek(offset: int, whence: int = 0): int {
        self._check("seek")
        if whence < 0 || whence > 2 { throw ValueError("seek(): 'whence' must be 0 (start), 1 (current) or 2 (end)") }
        let target = [0, self._position, self._size()][whence] + offset
        if target < 0 { throw ValueError("seek(): the place is before the start") }
        self._position = target
        return target
    }
    tell(): int { return self._position }
    flush() { self._check("flush") }
    close() { self.closed = true }
    enter() { return self }
    exit(error) { self.close() }
    readable(): bool { return true }
    writable(): bool { return true }
    seekable(): bool { return true }
    writelines(xs) {
        for x in xs { self.write(x) }
    }
    writeAll(xs) { self.writelines(xs) }
    readline() {
        self._check("readline")
        let from = min(self._position, self._size())
        let end = self._lineEnd(from)
        self._position = max(self._position, end)
        return self._slice(from, end)
    }
    readLine() {
        let line = self.readline()
        return line.length == 0 ? null : self._withoutBreak(line)
    }
    readLines(): List { return list(self) }
    lines(): List { return list(self) }
    readlines(): List {
        let all = []
        while true {
            let line = self.readline()
            if line.length == 0 { return all }
            all.append(line)
        }
    }
    iterator() {
        while true {
            let line = self.readLine()
            if line == null { return }
            yield line
        }
    }
}

/// A stream of text in memory, for what wants a file: read, readLine, readLines, write, writeLine, seek, tell, close, `with` and `for line in`.
/// Places are code points.
///     out = io.StringIO()
///     out.write("one\n")
///     print(out.write("two"), repr(out.value)) #> 3 "one\ntwo"
///     print([line for line in io.StringIO("a\nb")]) #> ["a", "b"]
export class StringIO extends MemoryStream {
    private text = ""
    private added = []
    private count = 0

    /// Begins with `text`, at its start.
    constructor(text: string = "") {
        super()
        self.text = text
        self.count = text.length
    }
    private all() {
        if self.added.length > 0 {
            self.text = self.text + "".join(self.added)
            self.added = []
        }
        return self.text
    }
    _size() { return self.count }
    _slice(from, to) { return self.all()[from:to] }
    _lineEnd(from) {
        let at = self.all().indexOf("\n", from)
        return at < 0 ? self.count : at + 1
    }
    _withoutBreak(line) { return line.endsWith("\r\n") ? line[:-2] : line.removeSuffix("\n") }
    /// Writes at the place and gives the number of code points.
    write(text: string): int {
        self._check("write")
        if self._position == self.count {
            self.added.append(text)
        } else {
            let all = self.all()
            if self._position > self.count { all = all + " " * (self._position - self.count) }
            self.text = all[:self._position] + text + all[self._position + text.length:]
        }
        self._position += text.length
        self.count = max(self.count, self._position)
        return text.length
    }
    /// Writes a text and a line break.
    writeLine(text: string = "") { self.write(text + "\n") }
    /// Everything, wherever the place is.
    get value() { return self.all() }
    /// As value.
    getvalue(): string { return self.all() }
    /// Cuts everything behind the place, or behind `size` code points.
    truncate(size = null): int {
        self.text = self.all()[:size ?? self._position]
        self.count = self.text.length
        return self.count
    }
    toString() { return "<StringIO ${self.count}>" }
}

/// A stream of bytes in memory, with the methods of StringIO.
///     b = io.BytesIO(b"\x01\x02\x03")
///     print(b.read(2), b.read(), b.read()) #> b"\x01\x02" b"\x03" b""
export class BytesIO extends MemoryStream {
    private data = b""

    /// Begins with a copy of `data`, at its start.
    constructor(data: bytes = b"") {
        super()
        self.data = data.copy()
    }
    _size() { return self.data.length }
    _slice(from, to) { return self.data[from:to] }
    _lineEnd(from) {
        let at = self.data.indexOf(b"\n", from)
        return at < 0 ? self.data.length : at + 1
    }
    _withoutBreak(line) {
        if line.endsWith(b"\r\n") { return line[:-2] }
        return line.endsWith(b"\n") ? line[:-1] : line
    }
    /// Writes at the place and gives the number of bytes.
    write(data: bytes): int {
        self._check("write")
        if self._position > self.data.length { self.data.extend(bytes([0 for _ in self.data.length..self._position])) }
        if self._position == self.data.length {
            self.data.extend(data)
        } else {
            self.data = self.data[:self._position] + data + self.data[self._position + data.length:]
        }
        self._position += data.length
        return data.length
    }
    /// Everything, wherever the place is.
    get value() { return self.data.copy() }
    /// As value.
    getvalue(): bytes { return self.value }
    /// Cuts everything behind the place, or behind `size` bytes.
    truncate(size = null): int {
        self.data = self.data[:size ?? self._position]
        return self.data.length
    }
    toString() { return "<BytesIO ${self.data.length}>" }
}

/// Reads `source` to its end in pieces and writes them to `target`; gives how much that was.
///     [a, b] = [io.StringIO("text"), io.StringIO()]
///     print(io.copy(a, b), b.value) #> 4 text
export function copy(source, target, size: int = 65536): int {
    if size < 1 { throw ValueError("copy(): 'size' must be at least 1, not ${size}") }
    let total = 0
    while true {
        let piece = source.read(size)
        if piece.length == 0 { return total }
        target.write(piece)
        total += piece.length
    }
}

/// A stream that writes to several.
///     [a, b] = [io.StringIO(), io.StringIO()]
///     io.Tee(a, b).write("x")
///     print(a.value, b.value) #> x x
export class Tee {
    private targets = []

    constructor(...targets) { self.targets = targets }
    /// Writes to all of them.
    write(data): int {
        for t in self.targets { t.write(data) }
        return data.length
    }
    /// Flushes all of them.
    flush() {
        for t in self.targets { t.flush() }
    }
}
