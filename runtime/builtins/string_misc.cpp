// string members: length, characters by index, slices, padding, repetition, formatting, encoding.
#include "runtime/builtins/collections.h"
#include "runtime/builtins/encoding.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/builtins/string_members.h"
#include "runtime/builtins/string_tools.h"
#include "runtime/entry/arith.h"
#include "runtime/entry/conversions.h"
#include "runtime/entry/iterate.h"
#include "runtime/entry/text.h"

namespace noodle {

namespace {

Value length(Mutator& m, Args args) {
    String* s = receiver<String>(m, args, "length", "a string");
    NOODLE_TRY_PTR(s);
    return Value::ofInt48(s->length);
}

/// Argument 0 as a checked index of `s`; negative ones count from the end. -1: exception pending.
int64_t checkedIndex(Mutator& m, const Args& args, const char* function, const String* s) {
    int64_t i = 0;
    if (!ArgReader(m, function, args).integer(0, "index", i)) return -1;
    auto size = static_cast<int64_t>(s->length);
    if (i >= -size && i < size) return i < 0 ? i + size : i;
    throwIndexError(m, joined(function, "(): index ", i, " is outside a string of length ", size));
    return -1;
}

Value at(Mutator& m, Args args) {
    String* s = receiver<String>(m, args, "charAt", "a string");
    NOODLE_TRY_PTR(s);
    int64_t i = checkedIndex(m, args, "charAt", s);
    NOODLE_REQUIRE(i >= 0);
    return valueOrException(charAt(m, s, static_cast<uint64_t>(i)));
}

Value codePointAt(Mutator& m, Args args) {
    Subject s(m, args, "codePointAt");
    NOODLE_REQUIRE(s.ok());
    int64_t i = checkedIndex(m, args, "codePointAt", s.string());
    NOODLE_REQUIRE(i >= 0);
    size_t offset = s.offsetAt(i);
    return Value::ofInt48(static_cast<int64_t>(decodeUtf8(s.text(), offset)));
}

Value slice(Mutator& m, Args args) {
    Subject s(m, args, "slice");
    NOODLE_REQUIRE(s.ok());
    ArgReader in(m, "slice", args);
    int64_t from = 0, to = s.string()->length;
    NOODLE_REQUIRE(in.optInteger(0, "start", from) && in.optInteger(1, "end", to));
    size_t a = s.offsetAt(from), b = s.offsetAt(to);
    return s.piece(a, a < b ? b : a);
}

Value repeat(Mutator& m, Args args) {
    NOODLE_TRY_PTR(receiver<String>(m, args, "repeat", "a string"));
    int64_t n = 0;
    NOODLE_REQUIRE(ArgReader(m, "repeat", args).integer(0, "n", n));
    return binary(m, BinaryOp::Mul, args.self, args[0]);
}

Value reversed(Mutator& m, Args args) {
    Subject s(m, args, "reversed");
    NOODLE_REQUIRE(s.ok());
    std::string out;
    out.reserve(s.text().size());
    for (size_t pos = s.text().size(); pos > 0;) appendUtf8(out, unicode::previous(s.text(), pos));
    return stringValue(m, out);
}

/// `count` code points of `fill`, over and over.
void appendFill(std::string& out, std::string_view fill, int64_t count) {
    size_t pos = 0;
    for (; count > 0; --count) {
        size_t width = utf8Width(fill[pos]);
        out.append(fill, pos, width);
        pos = (pos + width) % fill.size();
    }
}

enum class Align { Left, Right, Center };

template <Align align>
Value pad(Mutator& m, const Args& args, const char* function) {
    Subject s(m, args, function);
    NOODLE_REQUIRE(s.ok());
    ArgReader in(m, function, args);
    int64_t width = 0;
    std::string_view fill = " ";
    NOODLE_REQUIRE(in.integer(0, "width", width) && in.optText(1, "fill", fill));
    int64_t missing = width - static_cast<int64_t>(s.string()->length);
    if (missing <= 0 || fill.empty()) return args.self;
    if (missing > static_cast<int64_t>(kMaxStringBytes)) return throwOutOfMemory(m);
    int64_t left = align == Align::Left ? 0 : missing;
    if (align == Align::Center) left = missing / 2 + (missing & width & 1);
    std::string out;
    appendFill(out, fill, left);
    out += s.text();
    appendFill(out, fill, missing - left);
    return stringValue(m, out);
}

Value padStart(Mutator& m, Args args) {
    return pad<Align::Right>(m, args, "padStart");
}
Value padEnd(Mutator& m, Args args) {
    return pad<Align::Left>(m, args, "padEnd");
}
Value center(Mutator& m, Args args) {
    return pad<Align::Center>(m, args, "center");
}

Value zfill(Mutator& m, Args args) {
    Subject s(m, args, "zfill");
    NOODLE_REQUIRE(s.ok());
    int64_t width = 0;
    NOODLE_REQUIRE(ArgReader(m, "zfill", args).integer(0, "width", width));
    int64_t missing = width - static_cast<int64_t>(s.string()->length);
    if (missing <= 0) return args.self;
    if (missing > static_cast<int64_t>(kMaxStringBytes)) return throwOutOfMemory(m);
    bool sign = s.text().starts_with('-') || s.text().starts_with('+');
    std::string out(s.text().substr(0, sign ? 1 : 0));
    out.append(static_cast<size_t>(missing), '0');
    out += s.text().substr(sign ? 1 : 0);
    return stringValue(m, out);
}

Value expandTabs(Mutator& m, Args args) {
    Subject s(m, args, "expandTabs");
    NOODLE_REQUIRE(s.ok());
    int64_t size = 8;
    NOODLE_REQUIRE(ArgReader(m, "expandTabs", args).optInteger(0, "size", size));
    if (size < 0 || size > 1000) return throwValueError(m, "expandTabs(): the tab size must be 0 to 1000");
    std::string out;
    int64_t column = 0;
    for (size_t pos = 0; pos < s.text().size();) {
        auto c = static_cast<char32_t>(decodeUtf8(s.text(), pos));
        if (c == '\t') {
            int64_t blanks = size == 0 ? 0 : size - column % size;
            out.append(static_cast<size_t>(blanks), ' ');
            column += blanks;
        } else {
            appendUtf8(out, c);
            column = c == '\n' || c == '\r' ? 0 : column + 1;
        }
    }
    return stringValue(m, out);
}

Value format(Mutator& m, Args args) {
    String* s = receiver<String>(m, args, "format", "a string");
    NOODLE_TRY_PTR(s);
    return formatBraces(m, s, args, args[0].cast<List>(), args[1].cast<Map>());
}

Value concatAll(Mutator& m, Args args) {
    String* s = receiver<String>(m, args, "concat", "a string");
    NOODLE_TRY_PTR(s);
    List* rest = args[0].cast<List>();
    for (uint64_t i = 0; i < rest->length; ++i) {
        Value part = listGet(m, rest, i);
        NOODLE_TRY(part);
        String* text = toStr(m, part);
        NOODLE_TRY_PTR(text);
        s = concat(m, s, text);
        NOODLE_TRY_PTR(s);
    }
    return Value::ofObject(s);
}

Value encode(Mutator& m, Args args) {
    Subject s(m, args, "encode");
    NOODLE_REQUIRE(s.ok());
    ArgReader in(m, "encode", args);
    std::string_view encoding = "utf-8", errors = "strict";
    NOODLE_REQUIRE(in.optText(0, "encoding", encoding) && in.optText(1, "errors", errors));
    return encodeText(m, s.text(), encoding, errors);
}

Value toInt(Mutator& m, Args args) {
    NOODLE_TRY_PTR(receiver<String>(m, args, "toInt", "a string"));
    int64_t base = 10;
    NOODLE_REQUIRE(ArgReader(m, "toInt", args).optInteger(0, "base", base));
    return toIntValue(m, args.self, base);
}

Value toFloat(Mutator& m, Args args) {
    NOODLE_TRY_PTR(receiver<String>(m, args, "toFloat", "a string"));
    return toFloatValue(m, args.self);
}

Value toString(Mutator& m, Args args) {
    NOODLE_TRY_PTR(receiver<String>(m, args, "toString", "a string"));
    return args.self;
}

Value compareTo(Mutator& m, Args args) {
    String* s = receiver<String>(m, args, "compareTo", "a string");
    NOODLE_TRY_PTR(s);
    String* other = nullptr;
    NOODLE_REQUIRE(ArgReader(m, "compareTo", args).string(0, "other", other));
    int order = compareStrings(m, s, other);
    return Value::ofInt48(order < 0 ? -1 : order > 0);
}

Value equalsIgnoreCase(Mutator& m, Args args) {
    Subject s(m, args, "equalsIgnoreCase");
    NOODLE_REQUIRE(s.ok());
    std::string_view other;
    NOODLE_REQUIRE(ArgReader(m, "equalsIgnoreCase", args).text(0, "other", other));
    return Value::ofBool(unicode::caseFold(s.text()) == unicode::caseFold(other));
}

constexpr NativeSpec kTable[] = {
    {"length", "", length, NativeSpec::kGetter},
    {"at", "index", at},
    {"charAt", "index", at},
    {"codePointAt", "index", codePointAt},
    {"charCodeAt", "index", codePointAt},
    {"slice", "start=, end=", slice},
    {"substring", "start=, end=", slice},
    {"repeat", "n", repeat},
    {"reverse", "", reversed},
    {"reversed", "", reversed},
    {"padStart", "width, fill=", padStart},
    {"padLeft", "width, fill=", padStart},
    {"rjust", "width, fill=", padStart},
    {"padEnd", "width, fill=", padEnd},
    {"padRight", "width, fill=", padEnd},
    {"ljust", "width, fill=", padEnd},
    {"center", "width, fill=", center},
    {"zfill", "width", zfill},
    {"expandTabs", "size=", expandTabs},
    {"expandtabs", "tabsize=", expandTabs},
    {"format", "...values, **named", format},
    {"concat", "...others", concatAll},
    {"encode", "encoding=, errors=", encode},
    {"bytes", "", encode},
    {"toInt", "base=", toInt},
    {"toFloat", "", toFloat},
    {"toString", "", toString},
    {"compareTo", "other", compareTo},
    {"equalsIgnoreCase", "other", equalsIgnoreCase},
    {"iterator", "", iteratorMember},
};

}  // namespace

std::span<const NativeSpec> stringMiscMembers() {
    return kTable;
}

}  // namespace noodle
