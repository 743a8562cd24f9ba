// Builtin functions on numbers and code points: abs round pow divmod idiv sqrt floor ceil chr ord hex bin
// oct.
#include <cmath>

#include "runtime/base/utf8.h"
#include "runtime/builtins/args.h"
#include "runtime/builtins/function_tables.h"
#include "runtime/builtins/number_functions.h"
#include "runtime/builtins/unicode.h"
#include "runtime/entry/arith.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/conversions.h"

namespace noodle {

namespace {

Value power(Mutator& m, Args args) {
    return powerValue(m, args[0], args[1], args[2]);
}

/// Digits of an int with the sign in front of the prefix.
Value basedText(Mutator& m, Value v, int base, std::string_view prefix) {
    std::string digits;
    if (isBigInt(v)) {
        NOODLE_REQUIRE(appendBigInt(m, digits, v, base));
    } else {
        int64_t i = toInt64(v);
        auto rest = i < 0 ? 0 - static_cast<uint64_t>(i) : static_cast<uint64_t>(i);
        do {
            auto digit = static_cast<unsigned>(rest % static_cast<unsigned>(base));
            digits.insert(digits.begin(), static_cast<char>(digit < 10 ? '0' + digit : 'a' + digit - 10));
            rest /= static_cast<unsigned>(base);
        } while (rest != 0);
        if (i < 0) digits.insert(digits.begin(), '-');
    }
    bool negative = digits.starts_with('-');
    return stringValue(
        m, joined(negative ? "-" : "", prefix, std::string_view(digits).substr(negative ? 1 : 0)));
}

Value based(Mutator& m, const Args& args, const char* function, int base, std::string_view prefix) {
    if (!isBigInt(args[0]) && !isInt(args[0])) {
        ArgReader(m, function, args).mismatch(0, "x", "an int");
        return Value::exception();
    }
    return basedText(m, args[0], base, prefix);
}

Value hex(Mutator& m, Args args) {
    return based(m, args, "hex", 16, "0x");
}
Value bin(Mutator& m, Args args) {
    return based(m, args, "bin", 2, "0b");
}
Value oct(Mutator& m, Args args) {
    return based(m, args, "oct", 8, "0o");
}

Value ord(Mutator& m, Args args) {
    ArgReader in(m, "ord", args);
    std::string_view text;
    String* s = nullptr;
    NOODLE_REQUIRE(in.string(0, "char", s) && in.text(0, "char", text));
    if (s->length != 1)
        return in.invalid(joined("a string of one character is expected, got one of length ", s->length));
    size_t pos = 0;
    return Value::ofInt48(static_cast<int64_t>(decodeUtf8(text, pos)));
}

constexpr NativeSpec kTable[] = {
    {"abs", "x", absBuiltin},
    {"round", "x, digits=", roundBuiltin},
    {"pow", "base, exponent, modulus=", power},
    {"divmod", "a, b", divmodBuiltin},
    {"idiv", "a, b", idivBuiltin},
    {"sqrt", "x", sqrtBuiltin},
    {"floor", "x", floorBuiltin},
    {"ceil", "x", ceilBuiltin},
    {"chr", "code", chrBuiltin},
    {"ord", "char", ord},
    {"hex", "x", hex},
    {"bin", "x", bin},
    {"oct", "x", oct},
};

}  // namespace

Value absBuiltin(Mutator& m, Args args) {
    return checkedAbs(m, args[0]);
}
Value roundBuiltin(Mutator& m, Args args) {
    return roundValue(m, args[0], args[1]);
}
Value floorBuiltin(Mutator& m, Args args) {
    return floorValue(m, args[0]);
}
Value ceilBuiltin(Mutator& m, Args args) {
    return ceilValue(m, args[0]);
}
Value idivBuiltin(Mutator& m, Args args) {
    return binary(m, BinaryOp::FloorDiv, args[0], args[1]);
}
Value divmodBuiltin(Mutator& m, Args args) {
    return divMod(m, args[0], args[1]);
}

Value sqrtBuiltin(Mutator& m, Args args) {
    ArgReader in(m, "sqrt", args);
    double x = 0;
    if (isBigInt(args[0])) {
        x = bigintToDouble(args[0]);
    } else {
        NOODLE_REQUIRE(in.number(0, "x", x));
    }
    if (x < 0) return in.invalid("the square root of a negative number");
    return Value::ofDouble(canonicalDouble(std::sqrt(x)));
}

Value chrBuiltin(Mutator& m, Args args) {
    ArgReader in(m, "chr", args);
    int64_t code = 0;
    NOODLE_REQUIRE(in.integer(0, "code", code));
    if (!unicode::isScalar(code)) return in.invalid(joined(code, " is not a Unicode code point"));
    std::string text;
    appendUtf8(text, static_cast<char32_t>(code));
    return stringValue(m, text);
}

Value digitsBuiltin(Mutator& m, Args args) {
    ArgReader in(m, "toString", args);
    int64_t base = 10;
    NOODLE_REQUIRE(in.optInteger(1, "base", base));
    if (base < 2 || base > 36) return in.invalid("'base' must be 2 to 36");
    return based(m, args, "toString", static_cast<int>(base), "");
}

std::span<const NativeSpec> numberFunctions() {
    return kTable;
}

}  // namespace noodle
