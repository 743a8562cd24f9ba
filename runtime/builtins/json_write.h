// Values to JSON text.
#pragma once

#include <string>

#include "runtime/object/mutator.h"

namespace noodle {

struct JsonStyle {
    std::string indent;  ///< per level; empty: one line
    std::string itemSeparator = ",";
    std::string keySeparator = ":";
    bool sortKeys = false;
    bool asciiOnly = false;
    Value fallback = Value::undef();  ///< called with what has no JSON form; its result is written instead
};

/// Appends `v`. Maps, structs and instances become objects (toJson() of an instance decides for it), lists,
/// tuples, sets and ranges arrays, enum values their name. ValueError for nan, inf and cycles, TypeError for
/// what has no JSON form.
[[nodiscard]] bool writeJson(Mutator& m, std::string& out, Value v, const JsonStyle& style);

}  // namespace noodle
