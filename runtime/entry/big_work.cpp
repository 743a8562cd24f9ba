#include "runtime/entry/big_work.h"

#include <algorithm>
#include <iterator>

#include "runtime/object/errors.h"

namespace noodle {
namespace {

namespace mp = boost::multiprecision;

constexpr uint64_t kLimbBits = 64;
constexpr uint64_t kSmallLimbs = 400;              // operands that the library multiplies in one piece
constexpr uint64_t kWorkBetweenPolls = 4'000'000;  // products of limbs: a few milliseconds
constexpr uint64_t kRootLimbs = 16;                // of what the library takes the root of
constexpr uint64_t kUncountedBits = uint64_t{1} << 20;
constexpr size_t kShortDigits = 24;  // limbs that the library turns into digits at once

static_assert(sizeof(mp::limb_type) == 8);

/// At least 1.
uint64_t limbsOf(const Big& value) {
    return value.backend().size();
}

std::vector<uint64_t> exported(const Big& magnitude) {
    std::vector<uint64_t> limbs;
    mp::export_bits(magnitude, std::back_inserter(limbs), kLimbBits, false);
    return limbs;
}

Big imported(const uint64_t* from, const uint64_t* to) {
    Big result;
    mp::import_bits(result, from, to, kLimbBits, false);
    return result;
}

/// Digits of `base` that fit 64 bits, and base to that power.
struct Chunk {
    size_t digits = 0;
    uint64_t scale = 1;
    explicit Chunk(int base) {
        while (scale <= UINT64_MAX / static_cast<uint64_t>(base)) {
            scale *= static_cast<uint64_t>(base);
            ++digits;
        }
    }
};

Big lowBits(const Big& value, uint64_t bits) {
    return value - ((value >> bits) << bits);
}

}  // namespace

bool BigWork::spend(uint64_t work) {
    spent_ += work;
    if (spent_ < kWorkBetweenPolls) return true;
    spent_ = 0;
    return !m_.poll().isException();
}

bool BigWork::hasRoom(uint64_t bits) {
    if (bits < kUncountedBits || m_.heap().hasRoomFor(bits / 8 * 4)) return true;
    throwOutOfMemory(m_);
    return false;
}

// ---- products

bool BigWork::multiply(const Big& a, const Big& b, Big& out) {
    const uint64_t most = std::max(limbsOf(a), limbsOf(b));
    if (most <= kSmallLimbs) {
        out = a * b;
        return spend(limbsOf(a) * limbsOf(b));
    }
    Big product;
    if (!hasRoom(2 * most * kLimbBits) || !multiplyParts(mp::abs(a), mp::abs(b), product)) return false;
    out = (a < 0) != (b < 0) ? Big(-product) : std::move(product);
    return true;
}

// Karatsuba's three products for operands of about one size; the longer of two unequal ones is cut into
// pieces as long as the shorter.
bool BigWork::multiplyParts(const Big& a, const Big& b, Big& out) {
    const Big& longer = limbsOf(a) < limbsOf(b) ? b : a;
    const Big& shorter = limbsOf(a) < limbsOf(b) ? a : b;
    const uint64_t most = limbsOf(longer), least = limbsOf(shorter);
    if (least <= kSmallLimbs && most * least <= kWorkBetweenPolls) {
        out = a * b;
        return spend(most * least + most);
    }
    if (most > 2 * least) {
        const uint64_t pieceBits = std::max(least, kSmallLimbs) * kLimbBits;
        Big rest = longer, sum, part;
        for (uint64_t at = 0; !rest.is_zero(); at += pieceBits) {
            if (!multiplyParts(lowBits(rest, pieceBits), shorter, part)) return false;
            sum += part << at;
            rest >>= pieceBits;
            if (!spend(limbsOf(rest) + limbsOf(sum))) return false;
        }
        out = std::move(sum);
        return true;
    }
    const uint64_t half = (most + 1) / 2 * kLimbBits;
    const Big a1 = a >> half, a0 = lowBits(a, half), b1 = b >> half, b0 = lowBits(b, half);
    Big high, low, middle;
    if (!multiplyParts(a1, b1, high) || !multiplyParts(a0, b0, low)) return false;
    if (!multiplyParts(a0 + a1, b0 + b1, middle)) return false;
    middle -= high + low;
    out = (high << (2 * half)) + (middle << half) + low;
    return spend(8 * most);
}

bool BigWork::power(Big base, uint64_t exponent, Big& out) {
    if (!hasRoom(bitsOf(base) * exponent)) return false;
    Big result = 1;
    for (;; exponent /= 2) {
        if (exponent % 2 == 1 && !multiply(result, base, result)) return false;
        if (exponent <= 1) break;
        if (!multiply(base, base, base)) return false;
    }
    out = std::move(result);
    return true;
}

// ---- quotients

bool BigWork::divide(const Big& a, const Big& b, Big& quotient, Big& remainder) {
    if (!hasRoom(bitsOf(a) + bitsOf(b))) return false;
    Big q, r;
    if (!divideParts(mp::abs(a), mp::abs(b), q, r)) return false;
    quotient = (a < 0) != (b < 0) ? Big(-q) : std::move(q);
    remainder = a < 0 ? Big(-r) : std::move(r);
    return true;
}

// Long division whose digits are as many limbs of the dividend as fit the work between two polls.
bool BigWork::divideParts(const Big& a, const Big& b, Big& quotient, Big& remainder) {
    const uint64_t n = limbsOf(a), d = limbsOf(b);
    if (n < d || (n - d + 1) * d <= kWorkBetweenPolls) {
        mp::divide_qr(a, b, quotient, remainder);
        return spend(n < d ? n : (n - d + 1) * d);
    }
    const uint64_t step = std::max<uint64_t>(1, kWorkBetweenPolls / d);
    const std::vector<uint64_t> dividend = exported(a);
    std::vector<uint64_t> result(dividend.size() + 1);
    Big r, part;
    for (uint64_t at = (dividend.size() - 1) / step * step;; at -= step) {
        const uint64_t end = std::min<uint64_t>(at + step, dividend.size());
        const Big current = (r << (step * kLimbBits)) + imported(&dividend[at], dividend.data() + end);
        mp::divide_qr(current, b, part, r);
        const std::vector<uint64_t> digit = exported(part);
        std::copy(digit.begin(), digit.end(), result.begin() + static_cast<ptrdiff_t>(at));
        if (!spend((step + 1) * d)) return false;
        if (at == 0) break;
    }
    quotient = imported(result.data(), result.data() + result.size());
    remainder = std::move(r);
    return true;
}

bool BigWork::powerMod(const Big& base, const Big& exponent, const Big& modulus, Big& out) {
    const uint64_t work = 2 * limbsOf(modulus) * limbsOf(modulus) * bitsOf(exponent);
    if (work <= kWorkBetweenPolls) {
        out = mp::powm(base, exponent, modulus);
        return spend(work);
    }
    Big result = modulus == 1 ? 0 : 1, product, unused;
    for (uint64_t bit = bitsOf(exponent); bit-- > 0;) {
        if (!multiply(result, result, product) || !divide(product, modulus, unused, result)) return false;
        if (!mp::bit_test(exponent, static_cast<unsigned>(bit))) continue;
        if (!multiply(result, base, product) || !divide(product, modulus, unused, result)) return false;
    }
    out = std::move(result);
    return true;
}

bool BigWork::gcd(Big a, Big b, Big& out) {
    a = mp::abs(a);
    b = mp::abs(b);
    Big quotient, rest;
    while (!b.is_zero() && limbsOf(a) > kSmallLimbs) {
        if (!divide(a, b, quotient, rest)) return false;
        a = std::move(b);
        b = std::move(rest);
    }
    out = mp::gcd(a, b);
    return spend(limbsOf(a) * limbsOf(b));
}

// Each round doubles the number of correct leading bits: the root of the leading 2d bits from that of the
// leading 2e bits, by one division. The last correction is 0 or 1.
bool BigWork::squareRoot(const Big& n, Big& out) {
    if (limbsOf(n) <= kRootLimbs) {
        out = mp::sqrt(n);
        return spend(kRootLimbs * kRootLimbs * kLimbBits);
    }
    const uint64_t c = (bitsOf(n) - 1) / 2;
    uint64_t d = 0;
    Big root = 1, quotient, unused;
    for (int s = 63 - __builtin_clzll(c); s >= 0; --s) {
        const uint64_t e = d;
        d = c >> s;
        if (!divide(n >> (2 * c - e - d + 1), root, quotient, unused)) return false;
        root = (root << (d - e - 1)) + quotient;
    }
    Big square;
    if (!multiply(root, root, square)) return false;
    out = square > n ? Big(root - 1) : std::move(root);
    return true;
}

// ---- text

// A number below powers_[i] is two numbers below powers_[i - 1]; below powers_[0] it is one chunk.
bool BigWork::digits(const Big& n, int base, std::string& out) {
    if (base == 10 && limbsOf(n) <= kShortDigits) {
        out += n.str();
        return spend(limbsOf(n) * limbsOf(n));
    }
    base_ = base;
    powers_.assign(1, Big(Chunk(base).scale));
    while (powers_.back() <= n) {
        Big next;
        if (!multiply(powers_.back(), powers_.back(), next)) return false;
        powers_.push_back(std::move(next));
    }
    return appendDigits(n, powers_.size() - 1, false, out);
}

bool BigWork::appendDigits(const Big& n, size_t level, bool padded, std::string& out) {
    if (level > 0) {
        Big high, low;
        if (!divide(n, powers_[level - 1], high, low)) return false;
        const bool starts = padded || !high.is_zero();
        if (starts && !appendDigits(high, level - 1, padded, out)) return false;
        return appendDigits(low, level - 1, starts, out);
    }
    constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    char text[64];
    const size_t wanted = Chunk(base_).digits;
    size_t count = 0;
    for (auto rest = n.convert_to<uint64_t>(); rest != 0 || count == 0; rest /= static_cast<uint64_t>(base_))
        text[count++] = kDigits[rest % static_cast<uint64_t>(base_)];
    while (padded && count < wanted) text[count++] = '0';
    while (count > 0) out += text[--count];
    return spend(wanted);
}

bool BigWork::fromDigits(const std::vector<uint8_t>& digits, int base, Big& out) {
    const Chunk chunk(base);
    std::vector<Big> parts;  // least significant first; each is a digit of the base that `scale` is
    for (size_t end = digits.size(); end > 0;) {
        const size_t from = end > chunk.digits ? end - chunk.digits : 0;
        uint64_t value = 0;
        for (size_t i = from; i < end; ++i) value = value * static_cast<uint64_t>(base) + digits[i];
        parts.emplace_back(value);
        end = from;
    }
    Big scale = chunk.scale;
    while (parts.size() > 1) {
        for (size_t i = 0; i + 1 < parts.size(); i += 2) {
            if (!multiply(parts[i + 1], scale, parts[i + 1])) return false;
            parts[i / 2] = parts[i] + parts[i + 1];
        }
        if (parts.size() % 2 == 1) parts[parts.size() / 2] = parts.back();
        parts.resize((parts.size() + 1) / 2);
        if (parts.size() > 1 && !multiply(scale, scale, scale)) return false;
    }
    out = parts.empty() ? Big(0) : std::move(parts[0]);
    return true;
}

}  // namespace noodle
