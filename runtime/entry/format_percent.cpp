// "…" % args: %[(key)][#0- +][width][.precision]type with types d i u o x X e E f F g G c r s a %.

#include <cmath>

#include "runtime/base/utf8.h"
#include "runtime/entry/bigint.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/format_detail.h"
#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

class PercentFormatter {
  public:
    PercentFormatter(Mutator& m, std::string_view format, Value args) : m_(m), rest_(format), args_(args) {}

    Value run() {
        while (!rest_.empty()) {
            const size_t mark = rest_.find('%');
            out_ += rest_.substr(0, mark);
            if (mark == std::string_view::npos) break;
            rest_.remove_prefix(mark + 1);
            if (!item()) return Value::exception();
        }
        if (!usedKeys_ && !allUsed())
            return throwTypeError(m_, "not all arguments converted during string formatting");
        return stringValue(m_, out_);
    }

  private:
    bool fail(std::string_view text) {
        throwTypeError(m_, text);
        return false;
    }
    bool failValue(std::string_view text) {
        throwValueError(m_, text);
        return false;
    }

    bool allUsed() const {
        const Tuple* tuple = args_.as<Tuple>();
        // A map that stands alone may go unused: its keys are all optional.
        return tuple != nullptr ? next_ >= tuple->size() : next_ > 0 || args_.isKind(ObjectKind::Map);
    }

    bool nextArgument(Value& out) {
        if (Tuple* tuple = args_.as<Tuple>()) {
            if (next_ >= tuple->size()) return fail("not enough arguments for format string");
            out = tuple->elements()[next_++];
            return true;
        }
        if (next_++ > 0) return fail("not enough arguments for format string");
        out = args_;
        return true;
    }

    bool takeKey(Value& out, bool& keyed) {
        keyed = !rest_.empty() && rest_[0] == '(';
        if (!keyed) return true;
        const size_t close = rest_.find(')');
        if (close == std::string_view::npos) return failValue("incomplete format key");
        Map* map = args_.as<Map>();
        if (map == nullptr) return fail(joined("format with keys needs a Map, not ", typeNameOf(m_, args_)));
        const Value key = stringValue(m_, rest_.substr(1, close - 1));
        if (key.isException()) return false;
        out = mapGet(m_, map, key);
        if (out.isException()) return false;
        rest_.remove_prefix(close + 1);
        usedKeys_ = true;
        if (!out.isUndef()) return true;
        throwMissingKey(m_, key);
        return false;
    }

    void takeFlags(FormatSpec& spec) {
        bool zero = false, left = false;
        for (; !rest_.empty(); rest_.remove_prefix(1)) {
            const char c = rest_[0];
            if (c == '-') {
                left = true;
            } else if (c == '0') {
                zero = true;
            } else if (c == '+') {
                spec.sign = '+';
            } else if (c == ' ') {
                if (spec.sign == '-') spec.sign = ' ';
            } else if (c == '#') {
                spec.alternate = true;
            } else {
                break;
            }
        }
        spec.align = left ? '<' : zero ? '=' : '>';
        spec.fill = zero && !left ? '0' : ' ';
    }

    /// Digits, or `*` for an argument. A negative width argument means left alignment.
    bool takeSize(int64_t& out, bool& given) {
        given = false;
        out = 0;
        if (!rest_.empty() && rest_[0] == '*') {
            rest_.remove_prefix(1);
            Value v;
            if (!nextArgument(v)) return false;
            if (!isInt(v)) return fail("'*' in a format needs an int");
            out = toInt64(v);
            given = true;
        }
        while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9' && out <= kMaxFormatWidth) {
            out = out * 10 + (rest_[0] - '0');
            given = true;
            rest_.remove_prefix(1);
        }
        if (out > kMaxFormatWidth || out < -static_cast<int64_t>(kMaxFormatWidth))
            return failValue("width or precision too large");
        return true;
    }

    bool takeSizes(FormatSpec& spec) {
        int64_t size = 0;
        bool given = false;
        if (!takeSize(size, given)) return false;
        if (size < 0) {
            spec.align = '<';
            spec.fill = ' ';
            size = -size;
        }
        spec.width = static_cast<uint32_t>(size);
        if (rest_.empty() || rest_[0] != '.') return true;
        rest_.remove_prefix(1);
        if (!takeSize(size, given)) return false;
        spec.precision = size < 0 ? 0 : size;
        return true;
    }

    bool item() {
        if (!rest_.empty() && rest_[0] == '%') {
            out_ += '%';
            rest_.remove_prefix(1);
            return true;
        }
        Value v;
        bool keyed = false;
        FormatSpec spec;
        if (!takeKey(v, keyed)) return false;
        takeFlags(spec);
        if (!takeSizes(spec)) return false;
        while (!rest_.empty() && (rest_[0] == 'h' || rest_[0] == 'l' || rest_[0] == 'L'))
            rest_.remove_prefix(1);
        if (rest_.empty()) return failValue("incomplete format");
        spec.type = rest_[0];
        rest_.remove_prefix(1);
        if (spec.type == '%') {
            out_ += '%';
            return true;
        }
        if (!keyed && !nextArgument(v)) return false;
        return convert(spec, v);
    }

    bool convert(FormatSpec& spec, Value v) {
        switch (spec.type) {
            case 'd':
            case 'i':
            case 'u':
                spec.type = 'd';
                return whole(spec, v);
            case 'o':
            case 'x':
            case 'X':
                return whole(spec, v);
            case 'e':
            case 'E':
            case 'f':
            case 'F':
            case 'g':
            case 'G':
                return real(spec, v);
            case 'c':
                return character(spec, v);
            case 's':
            case 'r':
            case 'a':
                return text(spec, v);
            default:
                return failValue(joined("unsupported format character '", spec.type, "'"));
        }
    }

    /// %d cuts a float to an int; the other bases take ints only.
    bool whole(FormatSpec& spec, Value v) {
        if (v.isDouble() && spec.type == 'd') v = doubleToWhole(m_, v.asDouble());
        if (v.isException()) return false;
        if (!isInt(v) && !isBigInt(v)) {
            return fail(joined("%", spec.type, " format needs ", spec.type == 'd' ? "a number" : "an int",
                               ", not ", typeNameOf(m_, v)));
        }
        if (spec.precision < 0) return formatInteger(m_, out_, spec, v);
        // A precision is the least number of digits.
        FormatSpec digitsOnly = spec;
        digitsOnly.align = '=';
        digitsOnly.fill = '0';
        const size_t prefix = spec.alternate && spec.type != 'd' ? 2 : 0;
        digitsOnly.sign = spec.sign;
        const size_t sign = isNegativeInteger(v) || spec.sign != '-' ? 1 : 0;
        digitsOnly.width = static_cast<uint32_t>(static_cast<size_t>(spec.precision) + prefix + sign);
        if (spec.align == '=') digitsOnly.width = std::max(digitsOnly.width, spec.width);
        FormatSpec outer = spec;
        outer.precision = -1;
        std::string digits;
        if (!formatInteger(m_, digits, digitsOnly, v)) return false;
        out_ += padText(outer, digits, '>');
        return true;
    }

    bool real(const FormatSpec& spec, Value v) {
        if (!isNumber(v) && !isBigInt(v)) {
            return fail(joined("%", spec.type, " format needs a number, not ", typeNameOf(m_, v)));
        }
        out_ += formatFloat(spec, isBigInt(v) ? bigintToDouble(v) : toDouble(v));
        return true;
    }

    static void plainFill(FormatSpec& spec) {
        // Zero filling is for numbers.
        if (spec.align != '<') spec.align = '>';
        spec.fill = ' ';
    }

    bool character(FormatSpec& spec, Value v) {
        plainFill(spec);
        spec.precision = -1;
        String* s = v.as<String>();
        if (s != nullptr && s->length == 1) {
            out_ += padText(spec, view(m_, s), '>');
            return true;
        }
        const int64_t code = isInt(v) ? toInt64(v) : -1;
        if (code < 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
            return fail("%c needs a code point or a string of length 1");
        }
        std::string encoded;
        appendUtf8(encoded, static_cast<char32_t>(code));
        out_ += padText(spec, encoded, '>');
        return true;
    }

    bool text(FormatSpec& spec, Value v) {
        plainFill(spec);
        std::string shown;
        const bool ok = spec.type == 's' ? appendStr(m_, shown, v) : appendRepr(m_, shown, v);
        if (ok) out_ += formatText(spec, shown, '>');
        return ok;
    }

    Mutator& m_;
    std::string_view rest_;
    Value args_;
    std::string out_;
    uint32_t next_ = 0;
    bool usedKeys_ = false;
};

}  // namespace

Value formatPercent(Mutator& m, String* format, Value args) {
    if (!flatten(m, format)) return Value::exception();
    return PercentFormatter(m, view(m, format), args).run();
}

}  // namespace noodle
