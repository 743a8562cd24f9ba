// Whole-file reading and atomic writing. Failures carry errno and a text that names the path; no language
// errors here.
#pragma once

#include <string>
#include <string_view>

#include "runtime/base/result.h"

namespace noodle {

/// The bytes of a regular file, pipe or device, to its end. Fails for directories.
Result<std::string> readFile(const std::string& path);

/// Replaces `path` by `contents`, or leaves it as it was: writes a temporary file beside it, syncs and
/// renames. A device or pipe is written to as it is. Keeps the permissions of an existing file. "No space
/// left" is reported like any other failure. Without the sync a file may be empty or short after the machine
/// has stopped, but never otherwise.
enum class FileSync : bool { No, Yes };
Outcome writeFileAtomic(const std::string& path, std::string_view contents, FileSync sync = FileSync::Yes);

/// "cannot <verb> <path>: <system's reason>" with errno `error` kept.
Failure systemFailure(const char* verb, const std::string& path, int error);

}  // namespace noodle
