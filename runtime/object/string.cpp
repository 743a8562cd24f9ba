#include "runtime/object/string.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "runtime/base/check.h"
#include "runtime/base/hash.h"
#include "runtime/base/utf8.h"
#include "runtime/object/caches.h"
#include "runtime/object/errors.h"

namespace noodle {
namespace {

constexpr uint64_t kRopeMinBytes =
    128;  // shorter results are copied: a rope node costs 48 bytes and a flattening
constexpr uint64_t kBufferSeedBytes =
    1024;  // a text up to this size is copied into a buffer when it is appended to
constexpr uint64_t kBufferGrowBytes = 64
                                      << 10;  // a full buffer up to this size moves to one of twice its size
constexpr uint64_t kSliceMinBytes = 64;  // shorter substrings are copied and do not hold on to their parent
constexpr uint64_t kCrumbStep = 64;

const char* data(String* s) {
    if ((s->flags & String::kSlice) != 0) return static_cast<String*>(s->a)->inlineBytes() + s->offset;
    return s->inlineBytes();
}
std::string_view flatView(String* s) {
    return {data(s), s->byteLength};
}
bool isRope(const String* s) {
    return (s->flags & String::kRope) != 0;
}

/// A flat string of uninitialised text; null with the error pending if it cannot be had.
String* allocateFlat(Mutator& m, uint64_t bytes, uint64_t codePoints) {
    if (bytes > kMaxStringBytes) {
        throwError(m, m.types().overflowError, "the string is too long");
        return nullptr;
    }
    auto* s = m.heap().allocate<String>(bytes);
    if (s == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    s->byteLength = static_cast<uint32_t>(bytes);
    s->length = static_cast<uint32_t>(codePoints);
    if (bytes == codePoints) s->flags = String::kAscii;  // every code point one byte
    return s;
}

String* copyText(Mutator& m, std::string_view text, uint64_t codePoints) {
    String* s = allocateFlat(m, text.size(), codePoints);
    if (s != nullptr) std::memcpy(s->inlineBytes(), text.data(), text.size());
    return s;
}

String* latin1(Mutator& m, unsigned codePoint) {
    String*& cached = m.caches().latin1[codePoint];
    if (cached == nullptr) {
        char buffer[4];
        unsigned bytes = encodeUtf8(codePoint, buffer);
        cached = m.intern({buffer, bytes});
    }
    return cached;
}

String* copyPair(Mutator& m, String* a, String* b) {
    String* s = allocateFlat(m, uint64_t{a->byteLength} + b->byteLength, uint64_t{a->length} + b->length);
    if (s == nullptr) return nullptr;
    std::memcpy(s->inlineBytes(), data(a), a->byteLength);
    std::memcpy(s->inlineBytes() + a->byteLength, data(b), b->byteLength);
    return s;
}

/// A slice over bytes [offset, offset + bytes) of a flat parent; null with the error pending.
String* newSlice(Mutator& m, String* parent, uint64_t offset, uint64_t bytes, uint64_t codePoints) {
    auto* slice = m.heap().allocate<String>();
    if (slice == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    slice->a = parent;
    slice->offset = offset;
    slice->byteLength = static_cast<uint32_t>(bytes);
    slice->length = static_cast<uint32_t>(codePoints);
    slice->flags = static_cast<uint16_t>(String::kSlice | (bytes == codePoints ? String::kAscii : 0));
    return slice;
}

/// The buffer that `s` lies in and may be extended in: nobody has written behind its end yet.
String* bufferEndingWith(String* s) {
    if ((s->flags & String::kSlice) == 0) return nullptr;
    auto* parent = static_cast<String*>(s->a);
    bool atEnd = s->offset + s->byteLength == parent->byteLength;
    return (parent->flags & String::kBuffer) != 0 && atEnd ? parent : nullptr;
}

void writeToBuffer(String* buffer, String* text) {
    std::memcpy(buffer->inlineBytes() + buffer->byteLength, data(text), text->byteLength);
    buffer->byteLength += text->byteLength;
    buffer->length += text->length;
    if (!text->isAscii()) buffer->flags &= static_cast<uint16_t>(~String::kAscii);
}

/// How `s = s + small` repeated stays linear without ropes: the text moves to a buffer with room to spare and
/// each sum is a slice of it that is longer than the one before. Neither `a` nor `b` may be a rope. nullopt:
/// not a case for this; null: the error is pending.
std::optional<String*> appendInBuffer(Mutator& m, String* a, String* b) {
    String* buffer = bufferEndingWith(a);
    uint64_t start = a->offset;
    if (buffer == nullptr || buffer->offset - buffer->byteLength < b->byteLength) {
        uint64_t most = buffer != nullptr ? kBufferGrowBytes : kBufferSeedBytes;
        if (a->byteLength > most || b->byteLength > kBufferSeedBytes) return std::nullopt;
        uint64_t room = (uint64_t{a->byteLength} + b->byteLength) * 2;
        buffer = m.heap().allocate<String>(room);
        if (buffer == nullptr) {
            throwOutOfMemory(m);
            return {nullptr};
        }
        buffer->flags = String::kBuffer | String::kAscii;
        buffer->offset = room;
        writeToBuffer(buffer, a);
        start = 0;
    }
    String* sum =
        newSlice(m, buffer, start, uint64_t{a->byteLength} + b->byteLength, uint64_t{a->length} + b->length);
    if (sum != nullptr) writeToBuffer(buffer, b);
    return {sum};
}

String* newRope(Mutator& m, String* a, String* b) {
    auto* s = m.heap().allocate<String>();
    if (s == nullptr) {
        throwOutOfMemory(m);
        return nullptr;
    }
    s->byteLength = a->byteLength + b->byteLength;
    s->length = a->length + b->length;
    s->flags = static_cast<uint16_t>(String::kRope | (a->flags & b->flags & String::kAscii));
    s->a = a;
    s->b = b;
    return s;
}

/// The table of byte offsets of code points 0, 64, 128 …; null if the string is short or memory is.
const uint32_t* crumbs(Mutator& m, String* s) {
    if (s->length <= kCrumbStep) return nullptr;
    if (s->b == nullptr) {
        uint64_t count = s->length / kCrumbStep + 1;
        auto* table = m.heap().allocate<Raw>(count * sizeof(uint32_t));
        if (table == nullptr) return nullptr;
        table->byteCapacity = count * sizeof(uint32_t);
        std::string_view text = flatView(s);
        size_t at = 0;
        for (uint64_t i = 0; i < count; ++i) {
            table->data<uint32_t>()[i] = static_cast<uint32_t>(at);
            at = advanceCodePoints(text, at, kCrumbStep);
        }
        s->b = table;
        m.heap().writeBarrier(s, table);
    }
    return static_cast<Raw*>(s->b)->data<uint32_t>();
}

}  // namespace

String* newFlatString(Mutator& m, std::string_view utf8) {
    return copyText(m, utf8, countCodePoints(utf8));
}

String* newString(Mutator& m, std::string_view utf8) {
    NOODLE_DCHECK(isValidUtf8(utf8), "newString needs valid UTF-8");
    if (utf8.empty()) return m.caches().empty;
    if (utf8.size() == 1) return latin1(m, static_cast<unsigned char>(utf8[0]));
    return newFlatString(m, utf8);
}

Value stringValue(Mutator& m, std::string_view utf8) {
    String* s = newString(m, utf8);
    return s != nullptr ? Value::ofObject(s) : Value::exception();
}

String* newStringLossy(Mutator& m, std::string_view bytes) {
    return isValidUtf8(bytes) ? newString(m, bytes) : newString(m, repairUtf8(bytes));
}

std::string_view viewSlow(Mutator& m, String* s) {
    if (!flatten(m, s)) return {};
    return flatView(s);
}

bool flatten(Mutator& m, String* s) {
    if (!isRope(s)) return true;
    String* flat = allocateFlat(m, s->byteLength, s->length);
    if (flat == nullptr) return false;
    // Written from the end, so that the worklist stays short for s + x + y + …; no recursion whatever the
    // shape.
    char* out = flat->inlineBytes() + s->byteLength;
    std::vector<String*> left{s};
    while (!left.empty()) {
        String* part = left.back();
        left.pop_back();
        while (isRope(part)) {
            left.push_back(static_cast<String*>(part->a));
            part = static_cast<String*>(part->b);
        }
        out -= part->byteLength;
        std::memcpy(out, data(part), part->byteLength);
    }
    s->a = flat;
    s->b = nullptr;
    s->offset = 0;
    s->flags = static_cast<uint16_t>((s->flags & ~String::kRope) | String::kSlice);
    m.heap().writeBarrier(s, flat);
    return true;
}

String* concat(Mutator& m, String* a, String* b) {
    if (a->byteLength == 0) return b;
    if (b->byteLength == 0) return a;
    uint64_t bytes = uint64_t{a->byteLength} + b->byteLength;
    if (bytes < kRopeMinBytes) return copyPair(m, a, b);
    if (bytes > kMaxStringBytes) {
        throwError(m, m.types().overflowError, "the string is too long");
        return nullptr;
    }
    if (isRope(b)) return newRope(m, a, b);
    auto* tail =
        isRope(a) ? static_cast<String*>(a->b) : a;  // small pieces gather in the right leaf of a rope
    if (isRope(tail)) return newRope(m, a, b);
    std::optional<String*> extended = appendInBuffer(m, tail, b);
    if (!extended) return newRope(m, a, b);
    if (tail == a || *extended == nullptr) return *extended;
    return newRope(m, static_cast<String*>(a->a), *extended);
}

String* substring(Mutator& m, String* s, uint64_t from, uint64_t to) {
    NOODLE_DCHECK(from <= to && to <= s->length, "substring out of range");
    if (from == to) return m.caches().empty;
    if (to - from == s->length) return s;
    if (to - from == 1) return charAt(m, s, from);
    if (!flatten(m, s)) return nullptr;
    uint64_t start = byteOffset(m, s, from);
    uint64_t end = s->isAscii()              ? to
                   : to - from <= kCrumbStep ? advanceCodePoints(flatView(s), start, to - from)
                                             : byteOffset(m, s, to);
    if (end - start < kSliceMinBytes) return copyText(m, flatView(s).substr(start, end - start), to - from);
    bool nested = (s->flags & String::kSlice) != 0;
    return newSlice(m, nested ? static_cast<String*>(s->a) : s, start + (nested ? s->offset : 0), end - start,
                    to - from);
}

String* charAt(Mutator& m, String* s, uint64_t index) {
    NOODLE_DCHECK(index < s->length, "string index out of range");
    if (!flatten(m, s)) return nullptr;
    if (s->isAscii()) return latin1(m, static_cast<unsigned char>(data(s)[index]));
    size_t at = byteOffset(m, s, index);
    std::string_view text = flatView(s);
    size_t end = at;
    char32_t codePoint = decodeUtf8(text, end);
    if (codePoint < 256) return latin1(m, codePoint);
    return copyText(m, text.substr(at, end - at), 1);
}

uint64_t byteOffset(Mutator& m, String* s, uint64_t index) {
    if (s->isAscii()) return index;
    if (!flatten(m, s)) return 0;
    if (index >= s->length) return s->byteLength;
    const uint32_t* table = crumbs(m, s);
    if (table == nullptr) return advanceCodePoints(flatView(s), 0, index);
    return advanceCodePoints(flatView(s), table[index / kCrumbStep], index % kCrumbStep);
}

uint64_t codePointIndex(Mutator& m, String* s, uint64_t offset) {
    if (s->isAscii()) return offset;
    if (!flatten(m, s)) return 0;
    std::string_view text = flatView(s);
    const uint32_t* table = crumbs(m, s);
    if (table == nullptr) return countCodePoints(text.substr(0, offset));
    const uint32_t* end = table + s->length / kCrumbStep + 1;
    const uint32_t* after = std::upper_bound(table, end, static_cast<uint32_t>(offset));
    auto crumb = static_cast<uint64_t>(after - table) - 1;
    return crumb * kCrumbStep + countCodePoints(text.substr(table[crumb], offset - table[crumb]));
}

uint32_t hashStringSlow(Mutator& m, String* s) {
    if (!flatten(m, s)) return 0;
    s->aux = hashBytes32(data(s), s->byteLength, m.hashSeed());
    s->flags |= String::kHashed;
    return s->aux;
}

bool equalStrings(Mutator& m, String* a, String* b) {
    if (a == b) return true;
    if (a->byteLength != b->byteLength || a->length != b->length) return false;
    if ((a->flags & b->flags & String::kInterned) != 0) return false;
    if ((a->flags & b->flags & String::kHashed) != 0 && a->aux != b->aux) return false;
    return view(m, a) == view(m, b);
}

int compareStrings(Mutator& m, String* a, String* b) {
    if (a == b) return 0;
    return view(m, a).compare(view(m, b));
}

}  // namespace noodle
