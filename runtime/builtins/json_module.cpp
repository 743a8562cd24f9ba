// Module json: parse/stringify, and Python's loads/dumps/load/dump.
#include "runtime/builtins/args.h"
#include "runtime/builtins/json_parse.h"
#include "runtime/builtins/json_write.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/streams.h"
#include "runtime/entry/member.h"

namespace noodle {

namespace {

Value parseValue(Mutator& m, const ArgReader& in, Value v) {
    if (Bytes* bytes = v.as<Bytes>()) {
        String* s = newStringLossy(m, bytesView(bytes));
        NOODLE_TRY_PTR(s);
        return parseJson(m, view(m, s));
    }
    String* s = v.as<String>();
    if (s == nullptr) return throwExpected(m, in.function(), "a string or bytes", v);
    NOODLE_REQUIRE(flatten(m, s));
    return parseJson(m, view(m, s));
}

Value parse(Mutator& m, Args args) {
    return parseValue(m, ArgReader(m, "parse", args), args[0]);
}

Value load(Mutator& m, Args args) {
    String* read = m.intern("read");
    NOODLE_TRY_PTR(read);
    Value text = callMethod(m, args[0], read, {});
    NOODLE_TRY(text);
    return parseValue(m, ArgReader(m, "load", args), text);
}

/// An indent argument: a number of blanks or the text itself.
bool readIndent(const ArgReader& in, const Args& args, uint32_t i, std::string& out) {
    if (!in.has(i)) return true;
    std::string_view text;
    if (args[i].isKind(ObjectKind::String)) {
        if (!in.text(i, "indent", text)) return false;
        out = text;
        return true;
    }
    int64_t blanks = 0;
    if (!in.integer(i, "indent", blanks)) return false;
    if (blanks < 0 || blanks > 100) {
        in.invalid("'indent' must be 0 to 100");
        return false;
    }
    out.assign(static_cast<size_t>(blanks), ' ');
    return true;
}

/// (item, key) separators.
bool readSeparators(Mutator& m, const ArgReader& in, Value v, JsonStyle& style) {
    Tuple* pair = v.as<Tuple>();
    String* item = pair != nullptr && pair->size() == 2 ? pair->elements()[0].as<String>() : nullptr;
    String* key = item != nullptr ? pair->elements()[1].as<String>() : nullptr;
    if (key == nullptr) {
        throwExpected(m, in.function(), "a tuple of two strings for 'separators'", v);
        return false;
    }
    style.itemSeparator = view(m, item);
    style.keySeparator = view(m, key);
    return true;
}

/// stringify(value, indent=, sortKeys=)
Value stringify(Mutator& m, Args args) {
    ArgReader in(m, "stringify", args);
    JsonStyle style;
    NOODLE_REQUIRE(readIndent(in, args, 1, style.indent) && in.optBoolean(2, "sortKeys", style.sortKeys));
    if (!style.indent.empty()) style.keySeparator = ": ";
    std::string out;
    NOODLE_REQUIRE(writeJson(m, out, args[0], style));
    return stringValue(m, out);
}

/// The arguments (indent=, sort_keys=, separators=, ensure_ascii=, default=) from index `first` on.
bool readPythonStyle(Mutator& m, const ArgReader& in, const Args& args, uint32_t first, JsonStyle& style) {
    if (!readIndent(in, args, first, style.indent) ||
        !in.optBoolean(first + 1, "sort_keys", style.sortKeys) ||
        !in.optBoolean(first + 3, "ensure_ascii", style.asciiOnly)) {
        return false;
    }
    style.itemSeparator = style.indent.empty() ? ", " : ",";
    style.keySeparator = ": ";
    if (in.has(first + 2) && !readSeparators(m, in, args[first + 2], style)) return false;
    return in.optCallable(first + 4, "default", style.fallback);
}

Value dumps(Mutator& m, Args args) {
    JsonStyle style;
    NOODLE_REQUIRE(readPythonStyle(m, ArgReader(m, "dumps", args), args, 1, style));
    std::string out;
    NOODLE_REQUIRE(writeJson(m, out, args[0], style));
    return stringValue(m, out);
}

Value dump(Mutator& m, Args args) {
    JsonStyle style;
    NOODLE_REQUIRE(readPythonStyle(m, ArgReader(m, "dump", args), args, 2, style));
    std::string out;
    NOODLE_REQUIRE(writeJson(m, out, args[0], style) && writeTo(m, args[1], out));
    return Value::null();
}

constexpr NativeSpec kTable[] = {
    {"parse", "text", parse},
    {"stringify", "value, indent=, sortKeys=", stringify},
    {"loads", "text", parse},
    {"load", "file", load},
    {"dumps", "value, indent=, sort_keys=, separators=, ensure_ascii=, default=", dumps},
    {"dump", "value, file, indent=, sort_keys=, separators=, ensure_ascii=, default=", dump},
};

}  // namespace

const NativeModule& jsonModule() {
    static const NativeModule module = {"json", kTable, {}};
    return module;
}

}  // namespace noodle
