// Natives on whole files: reading, writing, copying, moving, removing, temporary files.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "runtime/base/file.h"
#include "runtime/builtins/each.h"
#include "runtime/builtins/fs_functions.h"
#include "runtime/builtins/io_errors.h"
#include "runtime/builtins/path_text.h"
#include "runtime/builtins/streams.h"

namespace noodle {

PathCall::PathCall(Mutator& mutator, const char* function, const Args& callArgs)
    : m(mutator), args(callArgs), in(mutator, function, callArgs), first(1), ok(false) {
    if (String* own = pathText(callArgs.self)) {
        first = 0;
        ok = flatten(mutator, own);
        if (ok) path = view(mutator, own);
    } else {
        ok = readPath(mutator, in, callArgs, 0, "path", path);
    }
}

namespace {

/// The whole file; false with the exception pending.
bool slurp(Mutator& m, const std::string& path, std::string& out) {
    Result<std::string> bytes = readFile(path);
    if (!bytes.ok()) {
        throwFailure(m, bytes.failure());
        return false;
    }
    out = std::move(bytes.value());
    return true;
}

Value dump(Mutator& m, const std::string& path, std::string_view bytes, int flags) {
    int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);
    if (fd < 0) return throwIoError(m, errno, "write", path);
    FileStream stream(fd, path, true);
    bool failed = stream.write(bytes) == FileStream::Io::Failed || stream.close() == FileStream::Io::Failed;
    return failed ? throwIoError(m, stream.error(), "write", path) : Value::null();
}

Value writeTextWith(Mutator& m, const Args& args, const char* function, int flags) {
    PathCall call(m, function, args);
    NOODLE_REQUIRE(call.ok);
    std::string_view text;
    NOODLE_REQUIRE(call.in.text(call.first, "text", text));
    return dump(m, call.path, text, flags);
}

}  // namespace

Value fsReadText(Mutator& m, Args args) {
    PathCall call(m, "readText", args);
    std::string text;
    NOODLE_REQUIRE(call.ok && slurp(m, call.path, text));
    return valueOrException(newStringLossy(m, text));
}

Value fsReadBytes(Mutator& m, Args args) {
    PathCall call(m, "readBytes", args);
    std::string bytes;
    NOODLE_REQUIRE(call.ok && slurp(m, call.path, bytes));
    return valueOrException(makeBytes(m, bytes));
}

Value fsReadLines(Mutator& m, Args args) {
    PathCall call(m, "readLines", args);
    std::string text;
    NOODLE_REQUIRE(call.ok && slurp(m, call.path, text));
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    Ticker ticker(m);
    for (std::string_view rest = text; !rest.empty();) {
        size_t end = rest.find('\n');
        std::string_view line = rest.substr(0, end == std::string_view::npos ? end : end + 1);
        rest.remove_prefix(line.size());
        line.remove_suffix(breakBytes(line));
        Value v = valueOrException(newStringLossy(m, line));
        NOODLE_TRY(v);
        NOODLE_REQUIRE(listAppend(m, out, v) && ticker.tick());
    }
    return Value::ofObject(out);
}

Value fsWriteText(Mutator& m, Args args) {
    return writeTextWith(m, args, "writeText", O_TRUNC);
}
Value fsAppendText(Mutator& m, Args args) {
    return writeTextWith(m, args, "appendText", O_APPEND);
}

Value fsWriteBytes(Mutator& m, Args args) {
    PathCall call(m, "writeBytes", args);
    NOODLE_REQUIRE(call.ok);
    Bytes* bytes = call.rest(0).as<Bytes>();
    NOODLE_REQUIRE(bytes != nullptr || call.in.mismatch(call.first, "data", "bytes"));
    return dump(m, call.path, bytesView(bytes), O_TRUNC);
}

Value fsCopy(Mutator& m, Args args) {
    PathCall call(m, "copy", args);
    std::string target;
    NOODLE_REQUIRE(call.ok && readPath(m, call.in, args, call.first, "target", target));
    struct stat info {};
    if (::stat(target.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) {
        target = paths::join(target, paths::basename(call.path));
    }
    FileStream from(::open(call.path.c_str(), O_RDONLY | O_CLOEXEC), call.path, true);
    if (from.closed() || ::fstat(from.descriptor(), &info) != 0)
        return throwIoError(m, errno, "read", call.path);
    if (S_ISDIR(info.st_mode)) return throwIoError(m, EISDIR, "copy", call.path);
    FileStream to(::open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, info.st_mode & 0777),
                  target, true);
    if (to.closed()) return throwIoError(m, errno, "write", target);
    for (;;) {
        auto more = pullMore(m, from);
        NOODLE_REQUIRE(more.has_value());
        if (!*more) break;
        if (to.write(from.buffered()) == FileStream::Io::Failed)
            return throwIoError(m, to.error(), "write", target);
        from.consume(from.buffered().size());
    }
    if (to.close() == FileStream::Io::Failed) return throwIoError(m, to.error(), "write", target);
    return valueOrException(newStringLossy(m, target));
}

Value fsMove(Mutator& m, Args args) {
    PathCall call(m, "move", args);
    std::string target;
    NOODLE_REQUIRE(call.ok && readPath(m, call.in, args, call.first, "target", target));
    if (::rename(call.path.c_str(), target.c_str()) == 0) return Value::null();
    if (errno != EXDEV) return throwIoError(m, errno, "move", call.path);
    // Another file system: copy, then remove.
    NOODLE_TRY(fsCopy(m, args));
    return ::unlink(call.path.c_str()) == 0 ? Value::null() : throwIoError(m, errno, "remove", call.path);
}

Value fsRemove(Mutator& m, Args args) {
    PathCall call(m, "remove", args);
    NOODLE_REQUIRE(call.ok);
    return ::unlink(call.path.c_str()) == 0 ? Value::null() : throwIoError(m, errno, "remove", call.path);
}

Value fsTouch(Mutator& m, Args args) {
    PathCall call(m, "touch", args);
    NOODLE_REQUIRE(call.ok);
    int fd = ::open(call.path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return throwIoError(m, errno, "write", call.path);
    ::futimens(fd, nullptr);
    ::close(fd);
    return Value::null();
}

namespace {

/// "<temporary directory>/<prefix>XXXXXX<suffix>"; false: exception pending.
bool tempTemplate(const ArgReader& in, std::string& out, size_t& suffixBytes) {
    std::string_view prefix = "noodle-", suffix;
    if (!in.optText(0, "prefix", prefix) || !in.optText(1, "suffix", suffix)) return false;
    const char* directory = std::getenv("TMPDIR");
    out = paths::join(directory != nullptr && *directory != 0 ? directory : "/tmp", prefix) + "XXXXXX";
    out += suffix;
    suffixBytes = suffix.size();
    return true;
}

}  // namespace

Value fsTempFile(Mutator& m, Args args) {
    std::string path;
    size_t suffixBytes = 0;
    NOODLE_REQUIRE(tempTemplate(ArgReader(m, "tempFile", args), path, suffixBytes));
    int fd = ::mkostemps(path.data(), static_cast<int>(suffixBytes), O_CLOEXEC);
    if (fd < 0) return throwIoError(m, errno, "create", path);
    ::close(fd);
    return valueOrException(newStringLossy(m, path));
}

Value fsTempDir(Mutator& m, Args args) {
    std::string path;
    size_t suffixBytes = 0;
    NOODLE_REQUIRE(tempTemplate(ArgReader(m, "tempDir", args), path, suffixBytes));
    if (::mkdtemp(path.data()) == nullptr) return throwIoError(m, errno, "create", path);
    return valueOrException(newStringLossy(m, path));
}

}  // namespace noodle
