// string members: taking strings apart and putting them together.
#include <cstring>

#include "runtime/builtins/each.h"
#include "runtime/builtins/member_tables.h"
#include "runtime/builtins/string_members.h"
#include "runtime/builtins/string_tools.h"
#include "runtime/entry/text.h"

namespace noodle {

namespace {

/// Appends bytes [from, to) of `s` to `out`.
bool push(Mutator& m, List* out, const Subject& s, size_t from, size_t to) {
    Value piece = s.piece(from, to);
    return !piece.isException() && listAppend(m, out, piece);
}

size_t skipSpace(std::string_view text, size_t pos) {
    while (pos < text.size()) {
        size_t after = pos;
        if (!unicode::isSpace(decodeUtf8(text, after))) break;
        pos = after;
    }
    return pos;
}

size_t skipWord(std::string_view text, size_t pos) {
    while (pos < text.size()) {
        size_t after = pos;
        if (unicode::isSpace(decodeUtf8(text, after))) break;
        pos = after;
    }
    return pos;
}

/// Where the blanks before byte `pos` begin.
size_t skipSpaceBack(std::string_view text, size_t pos) {
    while (pos > 0) {
        size_t before = pos;
        if (!unicode::isSpace(unicode::previous(text, before))) break;
        pos = before;
    }
    return pos;
}

size_t skipWordBack(std::string_view text, size_t pos) {
    while (pos > 0) {
        size_t before = pos;
        if (unicode::isSpace(unicode::previous(text, before))) break;
        pos = before;
    }
    return pos;
}

bool splitBlanks(Mutator& m, List* out, const Subject& s, int64_t limit) {
    std::string_view text = s.text();
    Ticker ticker(m);
    for (size_t pos = skipSpace(text, 0); pos < text.size();) {
        if (limit-- == 0) return push(m, out, s, pos, skipSpaceBack(text, text.size()));
        size_t end = skipWord(text, pos);
        if (!push(m, out, s, pos, end) || !ticker.tick()) return false;
        pos = skipSpace(text, end);
    }
    return true;
}

bool splitAt(Mutator& m, List* out, const Subject& s, std::string_view sep, int64_t limit) {
    std::string_view text = s.text();
    Ticker ticker(m);
    size_t from = 0;
    while (limit-- != 0) {
        size_t hit = findText(text, sep, from);
        if (hit == std::string_view::npos) break;
        if (!push(m, out, s, from, hit) || !ticker.tick()) return false;
        from = hit + sep.size();
    }
    return push(m, out, s, from, text.size());
}

/// The same from the right; pieces are appended in reverse.
bool splitBlanksBack(Mutator& m, List* out, const Subject& s, int64_t limit) {
    std::string_view text = s.text();
    for (size_t end = skipSpaceBack(text, text.size()); end > 0;) {
        if (limit-- == 0) return push(m, out, s, skipSpace(text, 0), end);
        size_t from = skipWordBack(text, end);
        if (!push(m, out, s, from, end)) return false;
        end = skipSpaceBack(text, from);
    }
    return true;
}

bool splitAtBack(Mutator& m, List* out, const Subject& s, std::string_view sep, int64_t limit) {
    size_t end = s.text().size();
    while (limit-- != 0) {
        size_t hit = s.text().substr(0, end).rfind(sep);
        if (hit == std::string_view::npos) break;
        if (!push(m, out, s, hit + sep.size(), end)) return false;
        end = hit;
    }
    return push(m, out, s, 0, end);
}

using SplitBlanks = bool (*)(Mutator&, List*, const Subject&, int64_t);
using SplitAt = bool (*)(Mutator&, List*, const Subject&, std::string_view, int64_t);

Value splitWith(Mutator& m, const Args& args, const char* function, SplitBlanks blanks, SplitAt at,
                bool reversed) {
    Subject s(m, args, function);
    NOODLE_REQUIRE(s.ok());
    ArgReader in(m, function, args);
    std::string_view sep;
    int64_t limit = -1;
    NOODLE_REQUIRE(in.optText(0, "sep", sep) && in.optInteger(1, "maxsplit", limit));
    if (in.has(0) && sep.empty()) return in.invalid("the separator is empty (chars() gives the characters)");
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    NOODLE_REQUIRE(in.has(0) ? at(m, out, s, sep, limit) : blanks(m, out, s, limit));
    if (reversed) listReverse(m, out);
    return Value::ofObject(out);
}

Value split(Mutator& m, Args args) {
    return splitWith(m, args, "split", splitBlanks, splitAt, false);
}
Value rsplit(Mutator& m, Args args) {
    return splitWith(m, args, "rsplit", splitBlanksBack, splitAtBack, true);
}

/// Bytes of the line break at `pos` (\n, \r\n, \r), 0 if there is none.
size_t breakAt(std::string_view text, size_t pos) {
    if (text[pos] == '\n') return 1;
    if (text[pos] != '\r') return 0;
    return pos + 1 < text.size() && text[pos + 1] == '\n' ? 2 : 1;
}

Value lines(Mutator& m, Args args) {
    Subject s(m, args, "lines");
    NOODLE_REQUIRE(s.ok());
    bool keep = false;
    NOODLE_REQUIRE(ArgReader(m, "lines", args).optBoolean(0, "keepEnds", keep));
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    std::string_view text = s.text();
    size_t from = 0;
    Ticker ticker(m);
    for (size_t pos = 0; pos < text.size();) {
        size_t width = breakAt(text, pos);
        if (width == 0) {
            ++pos;
            continue;
        }
        NOODLE_REQUIRE(push(m, out, s, from, keep ? pos + width : pos) && ticker.tick());
        from = pos += width;
    }
    if (from < text.size()) NOODLE_REQUIRE(push(m, out, s, from, text.size()));
    return Value::ofObject(out);
}

enum Side : int { kLeft = 1, kRight = 2, kBoth = 3 };

/// Where `text` begins and ends without the code points that drop() names.
template <typename Drop>
void trimRange(std::string_view text, int side, Drop drop, size_t& from, size_t& to) {
    while ((side & kLeft) != 0 && from < to) {
        size_t after = from;
        if (!drop(decodeUtf8(text, after))) break;
        from = after;
    }
    while ((side & kRight) != 0 && from < to) {
        size_t before = to;
        if (!drop(unicode::previous(text, before))) break;
        to = before;
    }
}

template <int side>
Value strip(Mutator& m, Args args) {
    Subject s(m, args, "strip");
    NOODLE_REQUIRE(s.ok());
    ArgReader in(m, "strip", args);
    std::string_view chars;
    NOODLE_REQUIRE(in.optText(0, "chars", chars));
    size_t from = 0, to = s.text().size();
    if (in.has(0)) {
        auto inChars = [&](uint32_t c) {
            for (size_t pos = 0; pos < chars.size();) {
                if (decodeUtf8(chars, pos) == c) return true;
            }
            return false;
        };
        trimRange(s.text(), side, inChars, from, to);
    } else {
        trimRange(s.text(), side, unicode::isSpace, from, to);
    }
    return s.piece(from, to);
}

Value join(Mutator& m, Args args) {
    Subject s(m, args, "join");
    NOODLE_REQUIRE(s.ok());
    return joinValues(m, args[0], s.text());
}

Value chars(Mutator& m, Args args) {
    Subject s(m, args, "chars");
    NOODLE_REQUIRE(s.ok());
    List* out = newList(m, s.string()->length);
    NOODLE_TRY_PTR(out);
    Ticker ticker(m);
    for (size_t pos = 0; pos < s.text().size();) {
        size_t width = utf8Width(s.text()[pos]);
        Value c = s.ascii() ? valueOrException(charAt(m, s.string(), pos))
                            : stringValue(m, s.text().substr(pos, width));
        NOODLE_TRY(c);
        NOODLE_REQUIRE(listAppend(m, out, c) && ticker.tick());
        pos += width;
    }
    return Value::ofObject(out);
}

Value codePoints(Mutator& m, Args args) {
    Subject s(m, args, "codePoints");
    NOODLE_REQUIRE(s.ok());
    List* out = newList(m, s.string()->length);
    NOODLE_TRY_PTR(out);
    Ticker ticker(m);
    for (size_t pos = 0; pos < s.text().size();) {
        Value c = Value::ofInt48(static_cast<int64_t>(decodeUtf8(s.text(), pos)));
        NOODLE_REQUIRE(listAppend(m, out, c) && ticker.tick());
    }
    return Value::ofObject(out);
}

constexpr NativeSpec kTable[] = {
    {"split", "sep=, maxsplit=", split},
    {"rsplit", "sep=, maxsplit=", rsplit},
    {"lines", "keepEnds=", lines},
    {"splitlines", "keepends=", lines},
    {"splitLines", "keepEnds=", lines},
    {"strip", "chars=", strip<kBoth>},
    {"trim", "chars=", strip<kBoth>},
    {"lstrip", "chars=", strip<kLeft>},
    {"trimStart", "chars=", strip<kLeft>},
    {"rstrip", "chars=", strip<kRight>},
    {"trimEnd", "chars=", strip<kRight>},
    {"join", "xs", join},
    {"chars", "", chars},
    {"toList", "", chars},
    {"codePoints", "", codePoints},
};

}  // namespace

namespace {

struct Extent {
    uint64_t bytes = 0, codePoints = 0;
    bool operator==(const Extent&) const = default;
};

/// The extent of a list's texts with separators between them; nullopt with nothing pending: it holds
/// something else.
std::optional<Extent> measure(Mutator& m, List* list, std::string_view separator) {
    Extent sum;
    sum.bytes = separator.size() * (list->length - 1);
    sum.codePoints = countCodePoints(separator) * (list->length - 1);
    Ticker ticker(m);
    for (uint64_t i = 0; i < list->length && list->elementKind() == List::kBoxed; ++i) {
        auto* s = static_cast<ValueStore*>(list->store)->values()[i].as<String>();
        if (s == nullptr || !flatten(m, s) || !ticker.tick()) return std::nullopt;
        sum.bytes += s->byteLength;
        sum.codePoints += s->length;
    }
    return sum;
}

/// False: the list is not what was measured (a poll may have run code that changed it).
bool writeJoined(Mutator& m, List* list, std::string_view separator, const Extent& extent, char* out) {
    if (list->elementKind() != List::kBoxed) return false;
    Extent left = extent;
    left.codePoints -= countCodePoints(separator) * (list->length - 1);
    for (uint64_t i = 0; i < list->length; ++i) {
        auto* s = static_cast<ValueStore*>(list->store)->values()[i].as<String>();
        size_t gap = i != 0 ? separator.size() : 0;
        if (s == nullptr || !flatten(m, s) || s->byteLength + gap > left.bytes) return false;
        std::string_view text = view(m, s);
        if (gap != 0) std::memcpy(out, separator.data(), gap);
        std::memcpy(out + gap, text.data(), text.size());
        out += gap + text.size();
        left.bytes -= gap + text.size();
        left.codePoints -= s->length;
    }
    return left == Extent{};
}

/// A list of nothing but strings is measured and copied once. undef: not such a list.
Value joinStrings(Mutator& m, List* list, std::string_view separator) {
    std::optional<Extent> extent = measure(m, list, separator);
    if (!extent) return m.hasPending() ? Value::exception() : Value::undef();
    String* joined = newUnwritten(m, extent->bytes, extent->codePoints);
    NOODLE_TRY_PTR(joined);
    if (writeJoined(m, list, separator, *extent, joined->inlineBytes())) return Value::ofObject(joined);
    return m.hasPending() ? Value::exception() : Value::undef();
}

}  // namespace

Value joinValues(Mutator& m, Value source, std::string_view separator) {
    if (List* list = source.as<List>(); list != nullptr && list->elementKind() == List::kBoxed) {
        Value text = list->length > 1 ? joinStrings(m, list, separator) : Value::undef();
        if (!text.isUndef()) return text;
    }
    std::string out;
    bool first = true;
    bool ok = eachValue(m, source, [&](Value v) {
        if (!first) out += separator;
        first = false;
        if (out.size() > kMaxStringBytes) {
            throwOutOfMemory(m);
            return Step::Fail;
        }
        if (String* s = v.as<String>()) {
            if (!flatten(m, s)) return Step::Fail;
            out += view(m, s);
            return Step::Next;
        }
        return appendStr(m, out, v) ? Step::Next : Step::Fail;
    });
    NOODLE_REQUIRE(ok);
    return stringValue(m, out);
}

Value stringList(Mutator& m, const std::vector<std::string>& texts) {
    List* out = newList(m, texts.size());
    NOODLE_TRY_PTR(out);
    for (const std::string& text : texts) {
        Value v = valueOrException(newStringLossy(m, text));
        NOODLE_TRY(v);
        NOODLE_REQUIRE(listAppend(m, out, v));
    }
    return Value::ofObject(out);
}

std::span<const NativeSpec> stringSplitMembers() {
    return kTable;
}

}  // namespace noodle
