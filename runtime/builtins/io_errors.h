// Operating system failures as language errors, and path arguments. Internal to this folder.
#pragma once

#include <string>

#include "runtime/base/result.h"
#include "runtime/builtins/args.h"

namespace noodle {

/// FileNotFoundError, PermissionError or IOError (by errno) with this text.
Value throwSystemError(Mutator& m, int error, std::string_view message);
Value throwFailure(Mutator& m, const Failure& failure);
/// "cannot <verb> <path>: <reason>".
Value throwIoError(Mutator& m, int error, const char* verb, const std::string& path);

/// A path argument: a string or a Path object. False with a TypeError (or ValueError for an embedded NUL)
/// pending.
bool readPath(Mutator& m, const ArgReader& in, const Args& args, uint32_t i, const char* name,
              std::string& out);
/// The text of a Path object; null if `v` is none.
String* pathText(Value v);

}  // namespace noodle
