// BigWork: the operations on big integers that can take longer than a moment, split so that stop requests are
// looked at all the time and temporaries count against the heap limit. Not the layout of BigInt values nor
// the meaning of operators (bigint.h). Lives on the native stack during one operation. Private to
// runtime/entry.
//
// Every function returns false with the error pending: a limit or interrupt, or no room for the result.
// Small operands go to the library at once; bigger ones are split until the pieces are small, and the mutator
// is polled between pieces, by the work done since the last time.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/object/mutator.h"

namespace noodle {

using Big = boost::multiprecision::cpp_int;

/// Bits of the magnitude, 0 for zero.
inline uint64_t bitsOf(const Big& value) {
    return value.is_zero() ? 0 : boost::multiprecision::msb(Big(boost::multiprecision::abs(value))) + 1;
}

class BigWork {
  public:
    explicit BigWork(Mutator& m) : m_(m) {}

    bool multiply(const Big& a, const Big& b, Big& out);
    /// a and b have any sign, b is not 0; rounds towards zero.
    bool divide(const Big& a, const Big& b, Big& quotient, Big& remainder);
    bool power(Big base, uint64_t exponent, Big& out);
    /// base in [0, modulus), exponent >= 0, modulus > 0.
    bool powerMod(const Big& base, const Big& exponent, const Big& modulus, Big& out);
    /// Of magnitudes.
    bool gcd(Big a, Big b, Big& out);
    /// Floor of the square root of n >= 0.
    bool squareRoot(const Big& n, Big& out);
    /// Digits of n >= 0 in `base`, lower case.
    bool digits(const Big& n, int base, std::string& out);
    /// The number whose digit values these are, most significant first.
    bool fromDigits(const std::vector<uint8_t>& digits, int base, Big& out);

  private:
    bool multiplyParts(const Big& a, const Big& b, Big& out);
    bool divideParts(const Big& a, const Big& b, Big& quotient, Big& remainder);
    bool appendDigits(const Big& n, size_t level, bool padded, std::string& out);
    /// Room for about four numbers of this many bits.
    bool hasRoom(uint64_t bits);
    /// Counts work in products of limbs.
    bool spend(uint64_t work);

    Mutator& m_;
    uint64_t spent_ = 0;
    int base_ = 10;
    std::vector<Big> powers_;  // base_ ** (digits of a chunk * 2^i)
};

}  // namespace noodle
