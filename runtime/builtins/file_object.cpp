// open() and the File class, and sys.stdin, which shares its reading half. Text is UTF-8; bytes that are none
// become U+FFFD. Iterating gives lines without their line break, as readLine() does; Python's readline()
// keeps it.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "runtime/base/utf8.h"
#include "runtime/builtins/each.h"
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/io_errors.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/builtins/state.h"
#include "runtime/builtins/streams.h"

namespace noodle {

namespace {

struct FileObject {
    FileStream stream;
    std::string mode;
    bool readable, writable, binary;
};

const NativeType kFileType = {
    .name = "File",
    .destroy = [](void* payload) { delete static_cast<FileObject*>(payload); },
    .trace = nullptr,
    .reportLeak = true,
    .openAs =
        [](const void* payload) {
            const FileStream& stream = static_cast<const FileObject*>(payload)->stream;
            return stream.closed() ? "" : joined("file ", stream.path());
        },
};
/// Standard input: the stream is in BuiltinState, there is no payload.
const NativeType kInputType = {.name = "InputStream", .destroy = [](void*) {}, .trace = nullptr};

/// What a native of files works on.
struct Target {
    FileStream* stream = nullptr;
    bool binary = false;
};

enum class Need { Any, Read, Write };

/// The receiver's stream; null with the exception pending if it is closed or of the wrong direction.
Target targetOf(Mutator& m, const Args& args, const char* function, Need need) {
    Native* native = args.self.as<Native>();
    if (native != nullptr && native->type == &kInputType) return {&builtinState(m).in, false};
    auto* file = static_cast<FileObject*>(nativePayload(args.self, kFileType));
    if (file == nullptr) {
        throwExpected(m, function, "a File", args.self);
        return {};
    }
    if (file->stream.closed()) {
        throwValueError(m, joined(function, "(): the file is closed: ", file->stream.path()));
        return {};
    }
    if ((need == Need::Read && !file->readable) || (need == Need::Write && !file->writable)) {
        throwError(m, m.types().ioError,
                   joined(function, "(): the file is open for ", file->readable ? "reading" : "writing",
                          " only: ", file->stream.path()));
        return {};
    }
    return {&file->stream, file->binary};
}

Value failed(Mutator& m, const FileStream& stream, const char* verb) {
    return throwIoError(m, stream.error(), verb, stream.path());
}

/// Bytes of the next line, its break included, from the front of the buffer. 0: end of file. nullopt:
/// exception pending.
std::optional<size_t> lineBytes(Mutator& m, FileStream& stream) {
    size_t scanned = 0;
    for (;;) {
        size_t hit = stream.buffered().find('\n', scanned);
        if (hit != std::string_view::npos) return hit + 1;
        scanned = stream.buffered().size();
        auto more = pullMore(m, stream);
        if (!more.has_value()) return std::nullopt;
        if (!*more) return scanned;
    }
}

Value textOrBytes(Mutator& m, const Target& target, std::string_view bytes) {
    if (target.binary) return valueOrException(makeBytes(m, bytes));
    return valueOrException(newStringLossy(m, bytes));
}

/// The first `bytes` of the buffer as a value; they are consumed.
Value take(Mutator& m, const Target& target, size_t bytes, size_t dropped = 0) {
    Value v = textOrBytes(m, target, target.stream->buffered().substr(0, bytes - dropped));
    target.stream->consume(bytes);
    return v;
}

/// The next line; undef at the end of the file.
Value nextLine(Mutator& m, const Target& target, bool keepBreak) {
    auto bytes = lineBytes(m, *target.stream);
    NOODLE_REQUIRE(bytes.has_value());
    if (*bytes == 0) return Value::undef();
    return take(m, target, *bytes, keepBreak ? 0 : breakBytes(target.stream->buffered().substr(0, *bytes)));
}

Value readLine(Mutator& m, Args args) {
    Target target = targetOf(m, args, "readLine", Need::Read);
    NOODLE_TRY_PTR(target.stream);
    Value line = nextLine(m, target, false);
    return line.isUndef() ? Value::null() : line;
}

Value readlinePython(Mutator& m, Args args) {
    Target target = targetOf(m, args, "readline", Need::Read);
    NOODLE_TRY_PTR(target.stream);
    Value line = nextLine(m, target, true);
    return line.isUndef() ? textOrBytes(m, target, "") : line;
}

template <bool keepBreak>
Value readLines(Mutator& m, Args args) {
    Target target = targetOf(m, args, "readLines", Need::Read);
    NOODLE_TRY_PTR(target.stream);
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    Ticker ticker(m);
    for (;;) {
        Value line = nextLine(m, target, keepBreak);
        if (line.isUndef()) return Value::ofObject(out);
        NOODLE_TRY(line);
        NOODLE_REQUIRE(listAppend(m, out, line) && ticker.tick());
    }
}

Value nextItem(Mutator& m, Args args) {
    Target target = targetOf(m, args, "next", Need::Read);
    NOODLE_TRY_PTR(target.stream);
    Value line = nextLine(m, target, false);
    return line.isUndef() ? throwError(m, m.types().stopIteration, "end of file") : line;
}

/// Bytes of at most `count` code points at the front of `text`, which may be ill-formed.
size_t prefixBytes(std::string_view text, uint64_t count) {
    size_t pos = 0;
    for (; count > 0 && pos < text.size(); --count) pos += utf8Width(text[pos]);
    return std::min(pos, text.size());
}

Value read(Mutator& m, Args args) {
    Target target = targetOf(m, args, "read", Need::Read);
    NOODLE_TRY_PTR(target.stream);
    int64_t count = -1;
    NOODLE_REQUIRE(ArgReader(m, "read", args).optInteger(0, "size", count));
    auto wanted = static_cast<uint64_t>(count);  // negative: everything
    uint64_t enough = target.binary || wanted > UINT64_MAX / 4 ? wanted : wanted * 4;
    while (target.stream->buffered().size() < enough) {
        auto more = pullMore(m, *target.stream);
        NOODLE_REQUIRE(more.has_value());
        if (!*more) break;
    }
    std::string_view all = target.stream->buffered();
    size_t bytes = target.binary ? std::min<uint64_t>(all.size(), wanted)
                   : count < 0   ? all.size()
                                 : prefixBytes(all, wanted);
    return take(m, target, bytes);
}

/// Writes one value: a string, or bytes in binary mode.
bool writeValue(Mutator& m, const Target& target, const char* function, Value v) {
    std::string_view bytes;
    if (Bytes* b = target.binary ? v.as<Bytes>() : nullptr) {
        bytes = bytesView(b);
    } else if (String* s = target.binary ? nullptr : v.as<String>()) {
        if (!flatten(m, s)) return false;
        bytes = view(m, s);
    } else {
        throwExpected(m, function, target.binary ? "bytes (the file is open in binary mode)" : "a string", v);
        return false;
    }
    if (target.stream->write(bytes) != FileStream::Io::Failed) return true;
    failed(m, *target.stream, "write");
    return false;
}

Value write(Mutator& m, Args args) {
    Target target = targetOf(m, args, "write", Need::Write);
    NOODLE_TRY_PTR(target.stream);
    NOODLE_REQUIRE(writeValue(m, target, "write", args[0]));
    String* s = args[0].as<String>();
    return makeInt(m, s != nullptr ? s->length : static_cast<int64_t>(args[0].cast<Bytes>()->length));
}

Value writeLine(Mutator& m, Args args) {
    Target target = targetOf(m, args, "writeLine", Need::Write);
    NOODLE_TRY_PTR(target.stream);
    NOODLE_REQUIRE(writeValue(m, target, "writeLine", args[0]));
    if (target.stream->write("\n") == FileStream::Io::Failed) return failed(m, *target.stream, "write");
    return Value::null();
}

Value writeLines(Mutator& m, Args args) {
    Target target = targetOf(m, args, "writelines", Need::Write);
    NOODLE_TRY_PTR(target.stream);
    bool ok = eachValue(m, args[0], [&](Value v) {
        return writeValue(m, target, "writelines", v) ? Step::Next : Step::Fail;
    });
    return ok ? Value::null() : Value::exception();
}

Value flush(Mutator& m, Args args) {
    Target target = targetOf(m, args, "flush", Need::Any);
    NOODLE_TRY_PTR(target.stream);
    return target.stream->flush() == FileStream::Io::Failed ? failed(m, *target.stream, "write")
                                                            : Value::null();
}

Value close(Mutator& m, Args args) {
    auto* file = static_cast<FileObject*>(nativePayload(args.self, kFileType));
    if (file == nullptr) return throwExpected(m, "close", "a File", args.self);
    return file->stream.close() == FileStream::Io::Failed ? failed(m, file->stream, "close") : Value::null();
}

Value seek(Mutator& m, Args args) {
    Target target = targetOf(m, args, "seek", Need::Any);
    NOODLE_TRY_PTR(target.stream);
    ArgReader in(m, "seek", args);
    int64_t offset = 0, whence = 0;
    NOODLE_REQUIRE(in.integer(0, "offset", offset) && in.optInteger(1, "whence", whence));
    if (whence < 0 || whence > 2) return in.invalid("'whence' must be 0 (start), 1 (current) or 2 (end)");
    constexpr int kWhence[] = {SEEK_SET, SEEK_CUR, SEEK_END};
    if (target.stream->seek(offset, kWhence[whence]) == FileStream::Io::Failed)
        return failed(m, *target.stream, "seek in");
    return makeInt(m, target.stream->tell());
}

Value tell(Mutator& m, Args args) {
    Target target = targetOf(m, args, "tell", Need::Any);
    NOODLE_TRY_PTR(target.stream);
    return makeInt(m, target.stream->tell());
}

Value isatty(Mutator& m, Args args) {
    Target target = targetOf(m, args, "isatty", Need::Any);
    NOODLE_TRY_PTR(target.stream);
    return Value::ofBool(::isatty(target.stream->descriptor()) != 0);
}

Value fileno(Mutator& m, Args args) {
    Target target = targetOf(m, args, "fileno", Need::Any);
    NOODLE_TRY_PTR(target.stream);
    return Value::ofInt48(target.stream->descriptor());
}

Value self(Mutator&, Args args) {
    return args.self;
}

FileObject* fileOf(Mutator& m, const Args& args, const char* function) {
    auto* file = static_cast<FileObject*>(nativePayload(args.self, kFileType));
    if (file == nullptr) throwExpected(m, function, "a File", args.self);
    return file;
}

Value closed(Mutator& m, Args args) {
    FileObject* file = fileOf(m, args, "closed");
    NOODLE_TRY_PTR(file);
    return Value::ofBool(file->stream.closed());
}

Value name(Mutator& m, Args args) {
    FileObject* file = fileOf(m, args, "name");
    NOODLE_TRY_PTR(file);
    return valueOrException(newStringLossy(m, file->stream.path()));
}

Value mode(Mutator& m, Args args) {
    FileObject* file = fileOf(m, args, "mode");
    NOODLE_TRY_PTR(file);
    return stringValue(m, file->mode);
}

Value toString(Mutator& m, Args args) {
    FileObject* file = fileOf(m, args, "toString");
    NOODLE_TRY_PTR(file);
    return valueOrException(newStringLossy(m, joined("<File ", file->stream.path(), " ", file->mode, ">")));
}

struct OpenMode {
    int flags = 0;
    bool readable = false, writable = false, binary = false;
};

/// r, w, a or x once; b or t and + at most once each.
std::optional<OpenMode> parseMode(std::string_view text) {
    OpenMode mode;
    char kind = 0;
    bool plus = false, isText = false;
    for (char c : text) {
        bool* flag = c == '+' ? &plus : c == 'b' ? &mode.binary : c == 't' ? &isText : nullptr;
        if (flag != nullptr && !*flag) {
            *flag = true;
        } else if (flag == nullptr && kind == 0 &&
                   std::string_view("rwax").find(c) != std::string_view::npos) {
            kind = c;
        } else {
            return std::nullopt;
        }
    }
    if (kind == 0 || (mode.binary && isText)) return std::nullopt;
    mode.readable = kind == 'r' || plus;
    mode.writable = kind != 'r' || plus;
    mode.flags = plus ? O_RDWR : kind == 'r' ? O_RDONLY : O_WRONLY;
    if (kind == 'w') mode.flags |= O_CREAT | O_TRUNC;
    if (kind == 'a') mode.flags |= O_CREAT | O_APPEND;
    if (kind == 'x') mode.flags |= O_CREAT | O_EXCL;
    return mode;
}

// The first kReadingRows are what standard input has too.
constexpr size_t kReadingRows = 11;
constexpr NativeSpec kFileMembers[] = {
    {"read", "size=", read},
    {"readLine", "", readLine},
    {"readline", "", readlinePython},
    {"readLines", "", readLines<false>},
    {"readlines", "", readLines<true>},
    {"lines", "", readLines<false>},
    {"next", "", nextItem},
    {"iterator", "", self},
    {"isatty", "", isatty},
    {"isTerminal", "", isatty},
    {"fileno", "", fileno},
    {"write", "text", write},
    {"writeLine", "text", writeLine},
    {"writelines", "xs", writeLines},
    {"writeAll", "xs", writeLines},
    {"flush", "", flush},
    {"close", "", close},
    {"seek", "offset, whence=", seek},
    {"tell", "", tell},
    {"closed", "", closed, NativeSpec::kGetter},
    {"name", "", name, NativeSpec::kGetter},
    {"path", "", name, NativeSpec::kGetter},
    {"mode", "", mode, NativeSpec::kGetter},
    {"toString", "", toString},
};

}  // namespace

size_t breakBytes(std::string_view line) {
    if (line.ends_with("\r\n")) return 2;
    return line.ends_with('\n') ? 1 : 0;
}

std::optional<bool> pullMore(Mutator& m, FileStream& stream) {
    // A prompt must be seen before the program waits for its answer.
    if (&stream == &builtinState(m).in) builtinState(m).out.flush();
    for (;;) {
        switch (stream.fill()) {
            case FileStream::Io::Ok:
                return true;
            case FileStream::Io::End:
                return false;
            case FileStream::Io::Failed:
                failed(m, stream, "read");
                return std::nullopt;
            case FileStream::Io::Interrupted:
                if (m.poll().isException()) return std::nullopt;
        }
    }
}

std::optional<bool> readInputLine(Mutator& m, std::string& out) {
    FileStream& in = builtinState(m).in;
    auto bytes = lineBytes(m, in);
    if (!bytes.has_value()) return std::nullopt;
    std::string_view line = in.buffered().substr(0, *bytes);
    out.assign(line.substr(0, line.size() - breakBytes(line)));
    in.consume(*bytes);
    return *bytes != 0;
}

Value openFile(Mutator& m, const std::string& path, std::string_view modeText) {
    auto mode = parseMode(modeText);
    if (!mode.has_value()) {
        return throwValueError(
            m, joined("open(): invalid mode \"", modeText, "\" (r, w, a or x, with b and +)"));
    }
    int fd = ::open(path.c_str(), mode->flags | O_CLOEXEC, 0666);
    if (fd < 0) return throwIoError(m, errno, "open", path);
    auto* file = new FileObject{FileStream(fd, path, true), std::string(modeText), mode->readable,
                                mode->writable, mode->binary};
    Class* cls = nativeClass(m, NativeClassId::File);
    if (cls == nullptr) {
        delete file;
        return Value::exception();
    }
    return valueOrException(newNativeObject(m, kFileType, cls, file));
}

Value openBuiltin(Mutator& m, Args args) {
    ArgReader in(m, "open", args);
    std::string path;
    std::string_view mode = "r", encoding = "utf-8";
    NOODLE_REQUIRE(readPath(m, in, args, 0, "path", path) && in.optText(1, "mode", mode) &&
                   in.optText(2, "encoding", encoding));
    if (encoding != "utf-8" && encoding != "utf8" && encoding != "UTF-8" && encoding != "ascii") {
        return in.invalid(
            joined("text files are UTF-8; read another encoding in mode \"rb\" and decode() it, not \"",
                   encoding, "\""));
    }
    return openFile(m, path, mode);
}

Value makeStdin(Mutator& m) {
    Class* cls = nativeClass(m, NativeClassId::InputStream);
    NOODLE_TRY_PTR(cls);
    return valueOrException(newNativeObject(m, kInputType, cls, nullptr));
}

const NativeClassSpec& fileClassSpec() {
    static const NativeClassSpec spec = {"File", nullptr, kFileMembers};
    return spec;
}

const NativeClassSpec& inputStreamClassSpec() {
    static const NativeClassSpec spec = {"InputStream", nullptr, std::span(kFileMembers).first(kReadingRows)};
    return spec;
}

}  // namespace noodle
