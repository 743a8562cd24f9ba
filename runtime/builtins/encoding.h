// Text <-> bytes in the encodings that string.encode and bytes.decode know: utf-8, ascii, latin-1. Internal.
#pragma once

#include <string_view>

#include "runtime/object/mutator.h"

namespace noodle {

/// `errors`: strict (ValueError for what cannot be coded), ignore or replace. ValueError for an unknown name
/// of either.
Value encodeText(Mutator& m, std::string_view text, std::string_view encoding, std::string_view errors);
Value decodeText(Mutator& m, std::string_view bytes, std::string_view encoding, std::string_view errors);

}  // namespace noodle
