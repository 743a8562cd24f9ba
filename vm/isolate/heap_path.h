// How an object is reached, in the words of the program: "module app", "kept = List", "[3] = Node",
// ".next = Node". Made of what Heap::walk() found. Looks at objects, runs and allocates nothing in the heap.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/gc/heap.h"

namespace noodle {

/// What a report calls the type of an object: its class, or its kind. "" while that is not known because the
/// object has just been allocated.
std::string reportedType(const HeapObject* o);

/// Part of another object: the store of a list, the variable of a closure.
bool isPart(ObjectKind kind);

/// The steps from a root to reached[index], each with the name of the place in the one before and its type.
/// Parts of other objects are no steps. The first is a module, "native stack" or
/// "root".
std::vector<std::string> pathTo(std::span<const Heap::Reached> reached, size_t index);
/// The steps in a line.
std::string pathText(const std::vector<std::string>& path);

}  // namespace noodle
