#include "runtime/builtins/io_errors.h"

#include <cerrno>

#include "runtime/base/file.h"

namespace noodle {

Value throwSystemError(Mutator& m, int error, std::string_view message) {
    CoreTypes& types = m.types();
    bool denied = error == EACCES || error == EPERM || error == EROFS;
    Class* cls = error == ENOENT ? types.fileNotFoundError : denied ? types.permissionError : types.ioError;
    return throwError(m, cls, message);
}

Value throwFailure(Mutator& m, const Failure& failure) {
    return throwSystemError(m, failure.systemError, failure.message);
}

Value throwIoError(Mutator& m, int error, const char* verb, const std::string& path) {
    return throwFailure(m, systemFailure(verb, path, error));
}

bool readPath(Mutator& m, const ArgReader& in, const Args& args, uint32_t i, const char* name,
              std::string& out) {
    String* s = pathText(args[i]);
    if (s == nullptr) s = args[i].as<String>();
    if (s == nullptr) return in.mismatch(i, name, "a path (a string or a Path)");
    if (!flatten(m, s)) return false;
    out = view(m, s);
    if (out.find('\0') == std::string::npos) return true;
    in.invalid("a path cannot contain a NUL character");
    return false;
}

}  // namespace noodle
