// Files and standard streams as the other families of natives use them. Internal to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/builtins/file_stream.h"
#include "runtime/object/mutator.h"

namespace noodle {

/// A File object; `modeText` as in Python ("r", "wb", "a+" …).
Value openFile(Mutator& m, const std::string& path, std::string_view modeText);
/// Reads more into the stream's buffer: false at the end, nullopt with an exception pending.
std::optional<bool> pullMore(Mutator& m, FileStream& stream);
/// One line of standard input without its break. False at the end, nullopt: exception.
std::optional<bool> readInputLine(Mutator& m, std::string& out);
/// Bytes of the line break that ends `line`.
size_t breakBytes(std::string_view line);
/// sys.stdin, sys.stdout, sys.stderr.
Value makeStdin(Mutator& m);
Value makeStdout(Mutator& m);
Value makeStderr(Mutator& m);
/// Writes text to a `file:` argument of print: a standard stream, a File or any object with write(text).
[[nodiscard]] bool writeTo(Mutator& m, Value target, std::string_view text);

}  // namespace noodle
