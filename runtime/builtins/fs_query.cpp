// Natives that ask the file system about one path.
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>

#include "runtime/builtins/fs_functions.h"
#include "runtime/builtins/io_errors.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

/// stat() of the path; ENOENT and the like give a false `found`.
struct Status {
    explicit Status(const std::string& path) { found = ::stat(path.c_str(), &info) == 0; }
    struct stat info {};
    bool found;
};

double seconds(const timespec& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

bool put(Mutator& m, Map* map, const char* name, Value v) {
    String* key = m.intern(name);
    return !v.isException() && key != nullptr && mapSet(m, map, Value::ofObject(key), v);
}

const char* typeName(mode_t mode) {
    if (S_ISREG(mode)) return "file";
    if (S_ISDIR(mode)) return "directory";
    if (S_ISLNK(mode)) return "link";
    return S_ISFIFO(mode) ? "pipe" : S_ISSOCK(mode) ? "socket" : "device";
}

}  // namespace

Value fsExists(Mutator& m, Args args) {
    PathCall call(m, "exists", args);
    NOODLE_REQUIRE(call.ok);
    return Value::ofBool(Status(call.path).found);
}

Value fsIsFile(Mutator& m, Args args) {
    PathCall call(m, "isFile", args);
    NOODLE_REQUIRE(call.ok);
    Status status(call.path);
    return Value::ofBool(status.found && S_ISREG(status.info.st_mode));
}

Value fsIsDir(Mutator& m, Args args) {
    PathCall call(m, "isDir", args);
    NOODLE_REQUIRE(call.ok);
    Status status(call.path);
    return Value::ofBool(status.found && S_ISDIR(status.info.st_mode));
}

Value fsIsLink(Mutator& m, Args args) {
    PathCall call(m, "isLink", args);
    NOODLE_REQUIRE(call.ok);
    struct stat info {};
    return Value::ofBool(::lstat(call.path.c_str(), &info) == 0 && S_ISLNK(info.st_mode));
}

Value fsSize(Mutator& m, Args args) {
    PathCall call(m, "size", args);
    NOODLE_REQUIRE(call.ok);
    Status status(call.path);
    return status.found ? makeInt(m, status.info.st_size) : throwIoError(m, errno, "stat", call.path);
}

Value fsModified(Mutator& m, Args args) {
    PathCall call(m, "modified", args);
    NOODLE_REQUIRE(call.ok);
    Status status(call.path);
    return status.found ? Value::ofDouble(seconds(status.info.st_mtim))
                        : throwIoError(m, errno, "stat", call.path);
}

Value fsStat(Mutator& m, Args args) {
    PathCall call(m, "stat", args);
    NOODLE_REQUIRE(call.ok);
    Status status(call.path);
    if (!status.found) return throwIoError(m, errno, "stat", call.path);
    const struct stat& info = status.info;
    Map* map = newMap(m);
    NOODLE_TRY_PTR(map);
    NOODLE_REQUIRE(put(m, map, "size", makeInt(m, info.st_size)) &&
                   put(m, map, "type", stringValue(m, typeName(info.st_mode))) &&
                   put(m, map, "isFile", Value::ofBool(S_ISREG(info.st_mode))) &&
                   put(m, map, "isDir", Value::ofBool(S_ISDIR(info.st_mode))) &&
                   put(m, map, "mode", Value::ofInt48(info.st_mode & 07777)) &&
                   put(m, map, "modified", Value::ofDouble(seconds(info.st_mtim))) &&
                   put(m, map, "accessed", Value::ofDouble(seconds(info.st_atim))) &&
                   put(m, map, "changed", Value::ofDouble(seconds(info.st_ctim))) &&
                   put(m, map, "inode", makeInt(m, static_cast<int64_t>(info.st_ino))) &&
                   put(m, map, "links", makeInt(m, static_cast<int64_t>(info.st_nlink))));
    return Value::ofObject(map);
}

Value fsRealPath(Mutator& m, Args args) {
    PathCall call(m, "realPath", args);
    NOODLE_REQUIRE(call.ok);
    char buffer[PATH_MAX];
    if (::realpath(call.path.c_str(), buffer) == nullptr) return throwIoError(m, errno, "resolve", call.path);
    return valueOrException(newStringLossy(m, buffer));
}

}  // namespace noodle
