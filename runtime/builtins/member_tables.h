// The tables of members of builtin types, one accessor per family. Internal to this folder; builtins.cpp
// installs them.
#pragma once

#include <span>

#include "runtime/value/layout.h"

namespace noodle {

std::span<const NativeSpec> stringCaseMembers();
std::span<const NativeSpec> stringSearchMembers();
std::span<const NativeSpec> stringSplitMembers();
std::span<const NativeSpec> stringMiscMembers();
std::span<const NativeSpec> iterableMembers();  ///< what List, Set, Range, Iterator and Generator share
std::span<const NativeSpec> lazyMembers();      ///< Iterator and Generator
std::span<const NativeSpec> generatorMembers();
std::span<const NativeSpec> listMembers();
std::span<const NativeSpec> listChangeMembers();
std::span<const NativeSpec> mapMembers();
std::span<const NativeSpec> mapFunctionMembers();
std::span<const NativeSpec> mapStaticMembers();
std::span<const NativeSpec> setMembers();
std::span<const NativeSpec> tupleMembers();
std::span<const NativeSpec> bytesMembers();
std::span<const NativeSpec> rangeMembers();
std::span<const NativeSpec> intMembers();
std::span<const NativeSpec> floatMembers();
std::span<const NativeSpec> bigintMembers();
std::span<const NativeSpec> boolMembers();
std::span<const NativeSpec> functionMembers();
std::span<const NativeSpec> weakRefMembers();

}  // namespace noodle
