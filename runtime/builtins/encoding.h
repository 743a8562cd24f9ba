// Text <-> bytes in the encodings that string.encode and bytes.decode know: utf-8, ascii, latin-1, utf-16,
// utf-32. Internal.
#pragma once

#include <string_view>

#include "runtime/builtins/args.h"

namespace noodle {

/// `errors`: strict (ValueError for what cannot be coded), ignore or replace. ValueError for an unknown name
/// of either.
Value encodeText(Mutator& m, std::string_view text, std::string_view encoding, std::string_view errors);
Value decodeText(Mutator& m, std::string_view bytes, std::string_view encoding, std::string_view errors);

/// An argument that is bytes or a string, which counts as its UTF-8. The view lives as long as the argument
/// does.
bool readData(Mutator& m, const ArgReader& in, const Args& args, uint32_t i, const char* name,
              std::string_view& out);

}  // namespace noodle
