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

constexpr uint64_t kRopeMinBytes = 128;  // shorter results are copied: a rope costs a node and a flattening
constexpr uint64_t kBufferSeedBytes = 1024;      // texts up to this size move to a buffer when appended to
constexpr uint64_t kBufferGrowBytes = 64 << 10;  // full buffers up to this size move to one of twice the size
constexpr uint64_t kSliceMinBytes = 64;  // shorter substrings are copied and do not hold on to their parent
constexpr uint32_t kCrumbStep = String::kCrumbStep;

bool isRope(const String* s) {
    return (s->flags & String::kRope) != 0;
}
bool isBuffer(const String* s) {
    return (s->flags & String::kBuffer) != 0;
}

/// Requires that `s` is no rope.
const char* data(String* s) {
    if ((s->flags & String::kSlice) != 0) {
        auto* slice = static_cast<StringSlice*>(s);
        return slice->parent->inlineBytes() + slice->offset;
    }
    return isBuffer(s) ? static_cast<StringBuffer*>(s)->text() : s->inlineBytes();
}
std::string_view flatView(String* s) {
    return {data(s), s->byteLength};
}

String* allocateString(Mutator& m, size_t bytes) {
    auto* s = static_cast<String*>(m.heap().allocate(ObjectKind::String, bytes));
    if (s == nullptr) throwOutOfMemory(m);
    return s;
}

/// A flat string of uninitialised text, `flags` (kInterned or 0) set; null with the error pending if it
/// cannot be had.
String* allocateFlat(Mutator& m, uint64_t bytes, uint64_t codePoints, uint16_t flags = 0) {
    if (bytes > kMaxStringBytes) {
        throwError(m, m.types().overflowError, "the string is too long");
        return nullptr;
    }
    String shape{};
    shape.byteLength = static_cast<uint32_t>(bytes);
    shape.length = static_cast<uint32_t>(codePoints);
    shape.flags = static_cast<uint16_t>(flags | (bytes == codePoints ? String::kAscii : 0));
    uint32_t words = shape.tailWords();
    uint64_t padding = words == 0 ? 0 : (-bytes & 7) + 8 * words;
    String* s = allocateString(m, sizeof(String) + bytes + padding);
    if (s == nullptr) return nullptr;
    s->byteLength = shape.byteLength;
    s->length = shape.length;
    s->flags = shape.flags;
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

/// A slice of a flat parent or buffer, `start` code points and `offset` bytes behind the begin of its text;
/// null with the error pending.
String* newSlice(Mutator& m, String* parent, uint64_t offset, uint64_t start, uint64_t bytes,
                 uint64_t codePoints) {
    auto* slice = static_cast<StringSlice*>(allocateString(m, sizeof(StringSlice)));
    if (slice == nullptr) return nullptr;
    slice->parent = parent;
    slice->offset = static_cast<uint32_t>(offset + (isBuffer(parent) ? StringBuffer::kTextOffset : 0));
    slice->start = static_cast<uint32_t>(start);
    slice->byteLength = static_cast<uint32_t>(bytes);
    slice->length = static_cast<uint32_t>(codePoints);
    slice->flags = static_cast<uint16_t>(String::kSlice | (bytes == codePoints ? String::kAscii : 0));
    return slice;
}

/// The flat string or buffer in which the text of `s` (no rope) lies, and where.
struct Place {
    String* holder;
    uint64_t offset;  ///< bytes behind the begin of the holder's text
    uint64_t start;   ///< code points
};
Place placeOf(String* s) {
    if ((s->flags & String::kSlice) == 0) return {s, 0, 0};
    auto* slice = static_cast<StringSlice*>(s);
    uint32_t textOffset = isBuffer(slice->parent) ? StringBuffer::kTextOffset : 0;
    return {slice->parent, slice->offset - textOffset, slice->start};
}

/// The buffer that `s` lies in and may be extended in: nobody has written behind its end yet.
StringBuffer* bufferEndingWith(String* s, const Place& place) {
    bool atEnd = place.offset + s->byteLength == place.holder->byteLength;
    return isBuffer(place.holder) && atEnd ? static_cast<StringBuffer*>(place.holder) : nullptr;
}

void writeToBuffer(StringBuffer* buffer, String* text) {
    std::memcpy(buffer->text() + buffer->byteLength, data(text), text->byteLength);
    buffer->byteLength += text->byteLength;
    buffer->length += text->length;
    if (!text->isAscii()) buffer->flags &= static_cast<uint16_t>(~String::kAscii);
}

/// How `s = s + small` repeated stays linear without ropes: the text moves to a buffer with room to spare and
/// each sum is a slice of it that is longer than the one before. Neither `a` nor `b` may be a rope. nullopt:
/// not a case for this; null: the error is pending.
std::optional<String*> appendInBuffer(Mutator& m, String* a, String* b) {
    Place place = placeOf(a);
    StringBuffer* buffer = bufferEndingWith(a, place);
    if (buffer == nullptr || buffer->capacity - buffer->byteLength < b->byteLength) {
        uint64_t most = buffer != nullptr ? kBufferGrowBytes : kBufferSeedBytes;
        if (a->byteLength > most || b->byteLength > kBufferSeedBytes) return std::nullopt;
        uint64_t room = (uint64_t{a->byteLength} + b->byteLength) * 2;
        buffer = static_cast<StringBuffer*>(allocateString(m, sizeof(StringBuffer) + room));
        if (buffer == nullptr) return {nullptr};
        buffer->flags = String::kBuffer | String::kAscii;
        buffer->capacity = room;
        writeToBuffer(buffer, a);
        place = {buffer, 0, 0};
    }
    String* sum = newSlice(m, buffer, place.offset, place.start, uint64_t{a->byteLength} + b->byteLength,
                           uint64_t{a->length} + b->length);
    if (sum != nullptr) writeToBuffer(buffer, b);
    return {sum};
}

String* newRope(Mutator& m, String* a, String* b) {
    auto* s = static_cast<StringRope*>(allocateString(m, sizeof(StringRope)));
    if (s == nullptr) return nullptr;
    s->byteLength = a->byteLength + b->byteLength;
    s->length = a->length + b->length;
    s->flags = static_cast<uint16_t>(String::kRope | (a->flags & b->flags & String::kAscii));
    s->left = a;
    s->right = b;
    return s;
}

/// Byte offsets of code points 64, 128 … of a flat text or buffer, as far as somebody asked; word 0 tells how
/// many words are in use. Null if the text is short or memory is.
uint32_t* crumbs(Mutator& m, String* holder) {
    if (holder->length <= kCrumbStep) return nullptr;
    if ((holder->flags & String::kCrumbs) == 0) {
        uint64_t most = isBuffer(holder) ? static_cast<StringBuffer*>(holder)->capacity : holder->length;
        size_t bytes = (most / kCrumbStep + 1) * sizeof(uint32_t);
        auto* table = m.heap().allocate<Raw>(bytes);
        if (table == nullptr) return nullptr;
        table->byteCapacity = bytes;
        table->data<uint32_t>()[0] = 1;
        *crumbsWord(holder) = table;
        holder->flags |= String::kCrumbs;
        m.heap().writeBarrier(holder, table);
    }
    return (*crumbsWord(holder))->data<uint32_t>();
}

size_t crumbAt(const uint32_t* table, uint64_t crumb) {
    return crumb == 0 ? 0 : table[crumb];
}

/// Extends the table by one crumb. False at the end of the text.
bool dropCrumb(String* holder, uint32_t* table) {
    uint32_t known = table[0];
    if (uint64_t{known} * kCrumbStep >= holder->length) return false;
    table[known] =
        static_cast<uint32_t>(advanceCodePoints(flatView(holder), crumbAt(table, known - 1), kCrumbStep));
    table[0] = known + 1;
    return true;
}

/// Byte offset of code point `index` in the whole text of a flat string or buffer.
uint64_t offsetInHolder(Mutator& m, String* holder, uint64_t index) {
    if (holder->isAscii()) return index;
    if (index >= holder->length) return holder->byteLength;
    uint32_t* table = crumbs(m, holder);
    if (table == nullptr) return advanceCodePoints(flatView(holder), 0, index);
    uint64_t crumb = index / kCrumbStep;
    while (table[0] <= crumb && dropCrumb(holder, table)) {
    }
    return advanceCodePoints(flatView(holder), crumbAt(table, crumb), index % kCrumbStep);
}

/// The reverse of offsetInHolder().
uint64_t indexInHolder(Mutator& m, String* holder, uint64_t offset) {
    if (holder->isAscii()) return offset;
    std::string_view text = flatView(holder);
    uint32_t* table = crumbs(m, holder);
    if (table == nullptr) return countCodePoints(text.substr(0, offset));
    while (crumbAt(table, table[0] - 1) <= offset && dropCrumb(holder, table)) {
    }
    const uint32_t* after = std::upper_bound(table + 1, table + table[0], static_cast<uint32_t>(offset));
    auto crumb = static_cast<uint64_t>(after - table) - 1;
    size_t from = crumbAt(table, crumb);
    return crumb * kCrumbStep + countCodePoints(text.substr(from, offset - from));
}

}  // namespace

String* newInternedString(Mutator& m, std::string_view utf8, uint32_t hash) {
    String* s = allocateFlat(m, utf8.size(), countCodePoints(utf8), String::kInterned);
    if (s == nullptr) return nullptr;
    std::memcpy(s->inlineBytes(), utf8.data(), utf8.size());
    s->aux = hash;
    s->flags |= String::kHashed;
    return s;
}

String* newString(Mutator& m, std::string_view utf8) {
    NOODLE_DCHECK(isValidUtf8(utf8), "newString needs valid UTF-8");
    if (utf8.empty()) return m.caches().empty;
    if (utf8.size() == 1) return latin1(m, static_cast<unsigned char>(utf8[0]));
    return copyText(m, utf8, countCodePoints(utf8));
}

String* newUnwritten(Mutator& m, uint64_t bytes, uint64_t codePoints) {
    return allocateFlat(m, bytes, codePoints);
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
            left.push_back(static_cast<StringRope*>(part)->left);
            part = static_cast<StringRope*>(part)->right;
        }
        out -= part->byteLength;
        std::memcpy(out, data(part), part->byteLength);
    }
    auto* slice = static_cast<StringSlice*>(s);
    slice->parent = flat;
    slice->offset = slice->start = 0;
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
    // Small pieces gather in the right leaf of a rope.
    auto* tail = isRope(a) ? static_cast<StringRope*>(a)->right : a;
    if (isRope(tail)) return newRope(m, a, b);
    std::optional<String*> extended = appendInBuffer(m, tail, b);
    if (!extended) return newRope(m, a, b);
    if (tail == a || *extended == nullptr) return *extended;
    return newRope(m, static_cast<StringRope*>(a)->left, *extended);
}

String* appendAscii(Mutator& m, String* a, std::string_view ascii) {
    if (a->byteLength + ascii.size() >= kRopeMinBytes || isRope(a)) {
        String* b = newString(m, ascii);
        return b != nullptr ? concat(m, a, b) : nullptr;
    }
    String* s = allocateFlat(m, a->byteLength + ascii.size(), a->length + ascii.size());
    if (s == nullptr) return nullptr;
    std::memcpy(s->inlineBytes(), data(a), a->byteLength);
    std::memcpy(s->inlineBytes() + a->byteLength, ascii.data(), ascii.size());
    return s;
}

String* prependAscii(Mutator& m, std::string_view ascii, String* b) {
    if (ascii.size() + b->byteLength >= kRopeMinBytes || isRope(b)) {
        String* a = newString(m, ascii);
        return a != nullptr ? concat(m, a, b) : nullptr;
    }
    String* s = allocateFlat(m, ascii.size() + b->byteLength, ascii.size() + b->length);
    if (s == nullptr) return nullptr;
    std::memcpy(s->inlineBytes(), ascii.data(), ascii.size());
    std::memcpy(s->inlineBytes() + ascii.size(), data(b), b->byteLength);
    return s;
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
    Place place = placeOf(s);
    return newSlice(m, place.holder, place.offset + start, place.start + from, end - start, to - from);
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
    Place place = placeOf(s);
    return offsetInHolder(m, place.holder, place.start + index) - place.offset;
}

uint64_t codePointIndex(Mutator& m, String* s, uint64_t offset) {
    if (s->isAscii()) return offset;
    if (!flatten(m, s)) return 0;
    Place place = placeOf(s);
    return indexInHolder(m, place.holder, place.offset + offset) - place.start;
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

String* internLiteral(Mutator& m, const char* text) {
    auto& known = m.caches().literals;
    if (auto found = known.find(text); found != known.end()) return found->second;
    String* interned = m.intern(text);
    if (interned != nullptr) known.emplace(text, interned);
    return interned;
}

int compareStrings(Mutator& m, String* a, String* b) {
    if (a == b) return 0;
    return view(m, a).compare(view(m, b));
}

}  // namespace noodle
