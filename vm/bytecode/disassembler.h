// Bytecode as text for people and dump tests: names instead of indexes, labels instead of offsets, source
// lines, stack depths. Is not: readable back. Works on verified modules; on others it prints what it can and
// marks what is out of range.
#pragma once

#include <string>
#include <string_view>

#include "vm/bytecode/module.h"

namespace noodle::bc {

/// All functions whose name or qualified name equals the filter; every function and the module's tables if it
/// is empty.
std::string disassemble(const BcModule& module, std::string_view functionFilter = {});

}  // namespace noodle::bc
