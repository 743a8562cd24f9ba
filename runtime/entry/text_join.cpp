// Interpolation: the texts of several values in one string. Strings and ints, which is what most templates
// hold, are measured and copied once; everything else goes through appendStr().
#include <charconv>
#include <cstring>
#include <span>

#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

constexpr uint32_t kMaxPieces = 16;
constexpr uint32_t kMaxDigits = 16;  // of an int of 48 bits, sign included

/// The pieces of a short template; the texts of its ints live here, those of its strings in the strings.
class Pieces {
  public:
    /// False: the part is neither a string nor a small int, or its rope cannot be flattened.
    bool add(Mutator& m, Value part) {
        if (part.isInt48()) {
            char* begin = digits_ + count_ * kMaxDigits;
            char* end = std::to_chars(begin, begin + kMaxDigits, part.asInt48()).ptr;
            put({begin, static_cast<size_t>(end - begin)}, static_cast<uint64_t>(end - begin));
            return true;
        }
        String* s = part.as<String>();
        if (s == nullptr || !flatten(m, s)) return false;
        put(view(m, s), s->length);
        return true;
    }
    Value join(Mutator& m) const {
        String* s = newUnwritten(m, bytes_, codePoints_);
        NOODLE_TRY_PTR(s);
        char* out = s->inlineBytes();
        for (std::string_view piece : std::span(pieces_, count_)) {
            std::memcpy(out, piece.data(), piece.size());
            out += piece.size();
        }
        return Value::ofObject(s);
    }

  private:
    void put(std::string_view piece, uint64_t codePoints) {
        pieces_[count_++] = piece;
        bytes_ += piece.size();
        codePoints_ += codePoints;
    }

    std::string_view pieces_[kMaxPieces];
    char digits_[kMaxPieces * kMaxDigits];
    uint32_t count_ = 0;
    uint64_t bytes_ = 0, codePoints_ = 0;
};

Value joinAny(Mutator& m, const Value* parts, uint32_t count) {
    std::string text;
    for (uint32_t i = 0; i < count; ++i) {
        if (!appendStr(m, text, parts[i])) return Value::exception();
    }
    if (text.size() > kMaxStringBytes)
        return throwError(m, m.types().overflowError, "the string is too long");
    return stringValue(m, text);
}

}  // namespace

Value joinText(Mutator& m, const Value* parts, uint32_t count) {
    if (count > kMaxPieces) return joinAny(m, parts, count);
    Pieces pieces;
    for (uint32_t i = 0; i < count; ++i) {
        if (pieces.add(m, parts[i])) continue;
        return m.hasPending() ? Value::exception() : joinAny(m, parts, count);
    }
    return pieces.join(m);
}

}  // namespace noodle
