// Value: the 8-byte NaN-boxed word that every variable, field and stack slot holds.
// Not an owner: heap references are kept alive by the collector's roots, never by a Value itself.
//
//   doubles   raw IEEE bits; anything below 0xFFF9'0000'0000'0000 (x86's own NaN is 0xFFF8…). Bits that come
//   from
//             outside are canonicalised with ofDouble's callers (canonicalDouble).
//   int48     0xFFF9 | 48-bit two's complement. An int that fits 48 bits is NEVER boxed; a larger one is a
//   BoxedInt. special   0xFFFA | small code: null true false undef exception object    0xFFFB | 48-bit
//   address of a HeapObject
#pragma once

#include <bit>
#include <cstdint>

#include "runtime/base/check.h"
#include "runtime/value/object_kind.h"

namespace noodle {

class Value {
  public:
    static constexpr uint64_t kTagShift = 48;
    static constexpr uint64_t kPayloadMask = 0x0000'FFFF'FFFF'FFFFull;
    static constexpr uint64_t kTagInt = 0xFFF9ull << kTagShift;
    static constexpr uint64_t kTagSpecial = 0xFFFAull << kTagShift;
    static constexpr uint64_t kTagObject = 0xFFFBull << kTagShift;
    static constexpr int64_t kMaxInt48 = (int64_t{1} << 47) - 1;
    static constexpr int64_t kMinInt48 = -(int64_t{1} << 47);

    constexpr Value() : bits_(kTagSpecial) {}
    static constexpr Value fromBits(uint64_t bits) { return Value(bits); }

    static constexpr Value null() { return Value(kTagSpecial | 0); }
    static constexpr Value falseValue() { return Value(kTagSpecial | 2); }
    static constexpr Value trueValue() { return Value(kTagSpecial | 3); }
    static constexpr Value ofBool(bool b) { return Value(kTagSpecial | 2 | static_cast<uint64_t>(b)); }
    /// A hole: argument not supplied, variable not assigned, map slot deleted. Never visible to programs.
    static constexpr Value undef() { return Value(kTagSpecial | 4); }
    /// "An error is pending in the Mutator." Only ever a return value, never stored.
    static constexpr Value exception() { return Value(kTagSpecial | 5); }
    /// Requires fitsInt48(i).
    static constexpr Value ofInt48(int64_t i) {
        return Value(kTagInt | (static_cast<uint64_t>(i) & kPayloadMask));
    }
    static constexpr Value ofDouble(double d) { return Value(std::bit_cast<uint64_t>(d)); }
    static Value ofObject(const HeapObject* o) { return Value(kTagObject | reinterpret_cast<uint64_t>(o)); }

    constexpr uint64_t bits() const { return bits_; }
    constexpr uint64_t tag() const { return bits_ & ~kPayloadMask; }
    // Comparing the shifted word needs no 64-bit constant and one register, which the interpreter is short
    // of.
    constexpr bool isInt48() const { return bits_ >> kTagShift == kTagInt >> kTagShift; }
    constexpr bool isDouble() const { return bits_ < kTagInt; }
    constexpr bool isObject() const { return bits_ >> kTagShift == kTagObject >> kTagShift; }
    constexpr bool isNull() const { return bits_ == kTagSpecial; }
    constexpr bool isBool() const { return (bits_ | 1) == (kTagSpecial | 3); }
    constexpr bool isTrue() const { return bits_ == (kTagSpecial | 3); }
    constexpr bool isFalse() const { return bits_ == (kTagSpecial | 2); }
    constexpr bool isUndef() const { return bits_ == (kTagSpecial | 4); }
    constexpr bool isException() const { return bits_ == (kTagSpecial | 5); }

    constexpr int64_t asInt48() const { return static_cast<int64_t>(bits_ << 16) >> 16; }
    constexpr double asDouble() const { return std::bit_cast<double>(bits_); }
    HeapObject* asObject() const { return reinterpret_cast<HeapObject*>(bits_ << 16 >> 16); }

    static constexpr bool fitsInt48(int64_t i) { return i >= kMinInt48 && i <= kMaxInt48; }

    /// True if this is a heap object of kind `k`.
    bool isKind(ObjectKind k) const { return isObject() && asObject()->kind == k; }
    /// The object as layout `T` (T::kKind), or nullptr if it is something else.
    template <typename T>
    T* as() const {
        return isKind(T::kKind) ? static_cast<T*>(asObject()) : nullptr;
    }
    /// The object as `T` without a check of its kind (a debug check only).
    template <typename T>
    T* cast() const {
        if constexpr (requires { T::kKind; }) NOODLE_DCHECK(isKind(T::kKind), "the value is of another kind");
        return static_cast<T*>(asObject());
    }

    /// Same word. Not language equality: see entry/compare.h.
    friend constexpr bool identical(Value a, Value b) { return a.bits_ == b.bits_; }

  private:
    explicit constexpr Value(uint64_t bits) : bits_(bits) {}
    uint64_t bits_;
};

static_assert(sizeof(Value) == 8);

/// Folds every NaN to the one quiet NaN, so that outside bits can never look like a tag.
inline double canonicalDouble(double d) {
    return d == d ? d : std::bit_cast<double>(0x7FF8'0000'0000'0000ull);
}

}  // namespace noodle
