// From an object file to a CodeImage: lays out what the code needs, resolves what lies inside, and gives
// everything else a slot. Knows the relocations that position-independent x86-64 code of the small code model
// has; an object with any other one has no image.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vm/jit/code/image.h"

namespace noodle::jit {

std::optional<CodeImage> imageOf(const std::string& object);

/// Where calls return to, from the object's table of lines.
std::vector<CodeImage::Line> linesOf(const std::string& object);

}  // namespace noodle::jit
