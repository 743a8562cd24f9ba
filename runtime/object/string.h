// Strings: creation, ropes, slices, views, hashing, code-point indexing. The String layout stays private to
// this header and string.cpp. Flattening is iterative. Small slices (under 64 bytes) of big parents copy.
#pragma once

#include <string>
#include <string_view>

#include "runtime/object/mutator.h"

namespace noodle {

constexpr uint64_t kMaxStringBytes = (uint64_t{1} << 31) - 1;

/// Copies valid UTF-8. Null (OutOfMemoryError pending) on failure. Requires valid UTF-8: see base/utf8.h to
/// check or repair.
String* newString(Mutator& m, std::string_view utf8);
/// A fresh flat copy with room for its Symbol: Mutator::intern() alone calls it.
String* newInternedString(Mutator& m, std::string_view utf8, uint32_t hash);
/// A flat string of so many bytes and code points whose text the caller writes to inlineBytes(), valid UTF-8,
/// before anybody else sees it. Null (pending) on failure.
String* newUnwritten(Mutator& m, uint64_t bytes, uint64_t codePoints);
/// newString as a Value: Value::exception() on failure.
Value stringValue(Mutator& m, std::string_view utf8);
/// Repairs invalid UTF-8 with U+FFFD first.
String* newStringLossy(Mutator& m, std::string_view bytes);
/// The text, flattening a rope in place. The view stays valid while `s` is reachable. Empty view and pending
/// error cannot be told apart, so a rope that cannot be flattened ends in checkFailed-free way: flatten()
/// first where memory may be short.
std::string_view viewSlow(Mutator& m, String* s);
inline std::string_view view(Mutator& m, String* s) {
    if (s->isFlat()) [[likely]]
        return {s->inlineBytes(), s->byteLength};
    return viewSlow(m, s);
}
/// Makes `s` non-rope. False if out of memory (pending set).
[[nodiscard]] bool flatten(Mutator& m, String* s);
/// a + b: copies when small, otherwise a rope.
String* concat(Mutator& m, String* a, String* b);
/// a + ascii and ascii + b, without a String for the ASCII text where the sum is short.
String* appendAscii(Mutator& m, String* a, std::string_view ascii);
String* prependAscii(Mutator& m, std::string_view ascii, String* b);
/// Substring by code points; 0 <= from <= to <= length.
String* substring(Mutator& m, String* s, uint64_t from, uint64_t to);
/// The one-code-point string at index (0 <= index < length). Latin-1 ones are cached per isolate.
String* charAt(Mutator& m, String* s, uint64_t index);
/// Byte offset of code point `index` (0 <= index <= length) in view(s).
uint64_t byteOffset(Mutator& m, String* s, uint64_t index);
/// Code point index of byte offset (must be on a boundary).
uint64_t codePointIndex(Mutator& m, String* s, uint64_t byteOffset);
/// Seeded hash, cached in the string.
uint32_t hashStringSlow(Mutator& m, String* s);
inline uint32_t hashString(Mutator& m, String* s) {
    return (s->flags & String::kHashed) != 0 ? s->aux : hashStringSlow(m, s);
}
bool equalStrings(Mutator& m, String* a, String* b);
/// <0, 0, >0 by code point (equal to byte order in UTF-8).
int compareStrings(Mutator& m, String* a, String* b);
/// As Mutator::intern(), for a text that stays where it is: hashed once only. Null on OOM (pending).
String* internLiteral(Mutator& m, const char* text);

}  // namespace noodle
