// string members: finding, counting, replacing, prefixes and suffixes.
#include <algorithm>
#include <cstring>

#include "runtime/builtins/member_tables.h"
#include "runtime/builtins/string_members.h"
#include "runtime/object/work.h"

namespace noodle {

size_t findText(std::string_view text, std::string_view needle, size_t from) {
    if (from > text.size()) return std::string_view::npos;
    if (needle.empty()) return from;
    if (text.size() - from < needle.size())
        return std::string_view::npos;  // an empty text may have no address
    const void* hit = ::memmem(text.data() + from, text.size() - from, needle.data(), needle.size());
    if (hit == nullptr) return std::string_view::npos;
    return static_cast<size_t>(static_cast<const char*>(hit) - text.data());
}

size_t findLastText(std::string_view text, std::string_view needle) {
    constexpr size_t kShort = 32;  // from here on comparing at every place may take long
    if (needle.size() <= kShort || needle.size() > text.size()) return text.rfind(needle);
    const std::string mirrored(text.rbegin(), text.rend()), wanted(needle.rbegin(), needle.rend());
    size_t hit = findText(mirrored, wanted, 0);
    return hit == std::string_view::npos ? hit : text.size() - hit - needle.size();
}

namespace {

/// Arguments (sub, start=, end=) as a byte window of the subject.
struct Window {
    std::string_view needle;
    size_t from = 0, to = 0;

    bool read(const ArgReader& in, const Subject& s, const char* name) {
        int64_t start = 0, end = static_cast<int64_t>(s.string()->length);
        if (!in.text(0, name, needle) || !in.optInteger(1, "start", start) || !in.optInteger(2, "end", end))
            return false;
        from = s.offsetAt(start);
        to = s.offsetAt(end);
        return true;
    }
    size_t first(std::string_view text) const {
        return from <= to ? findText(text.substr(0, to), needle, from) : std::string_view::npos;
    }
    size_t last(std::string_view text) const {
        if (from > to) return std::string_view::npos;
        size_t hit = findLastText(text.substr(from, to - from), needle);
        return hit == std::string_view::npos ? hit : hit + from;
    }
};

enum class End { First, Last };
enum class Missing { MinusOne, Throw };

template <End which, Missing missing>
Value position(Mutator& m, const Args& args, const char* function) {
    Subject s(m, args, function);
    NOODLE_REQUIRE(s.ok());
    ArgReader in(m, function, args);
    Window w;
    NOODLE_REQUIRE(w.read(in, s, "sub"));
    size_t hit = which == End::First ? w.first(s.text()) : w.last(s.text());
    if (hit != std::string_view::npos) return makeInt(m, s.indexAt(hit));
    if (missing == Missing::MinusOne) return Value::ofInt48(-1);
    return in.invalid("substring not found");
}

Value indexOf(Mutator& m, Args args) {
    return position<End::First, Missing::MinusOne>(m, args, "indexOf");
}
Value lastIndexOf(Mutator& m, Args args) {
    return position<End::Last, Missing::MinusOne>(m, args, "lastIndexOf");
}
Value index(Mutator& m, Args args) {
    return position<End::First, Missing::Throw>(m, args, "index");
}
Value rindex(Mutator& m, Args args) {
    return position<End::Last, Missing::Throw>(m, args, "rindex");
}

Value contains(Mutator& m, Args args) {
    Subject s(m, args, "contains");
    NOODLE_REQUIRE(s.ok());
    std::string_view needle;
    NOODLE_REQUIRE(ArgReader(m, "contains", args).text(0, "sub", needle));
    return Value::ofBool(findText(s.text(), needle, 0) != std::string_view::npos);
}

Value count(Mutator& m, Args args) {
    Subject s(m, args, "count");
    NOODLE_REQUIRE(s.ok());
    Window w;
    NOODLE_REQUIRE(w.read(ArgReader(m, "count", args), s, "sub"));
    if (w.from > w.to) return Value::ofInt48(0);
    if (w.needle.empty()) return makeInt(m, s.indexAt(w.to) - s.indexAt(w.from) + 1);
    int64_t n = 0;
    std::string_view text = s.text().substr(0, w.to);
    for (size_t at = w.from; (at = findText(text, w.needle, at)) != std::string_view::npos;
         at += w.needle.size())
        ++n;
    return makeInt(m, n);
}

/// Does `text` begin (or end) with the string `v`? nullopt: not a string, error pending.
template <End which>
std::optional<bool> matchesEnd(Mutator& m, const ArgReader& in, std::string_view text, Value v) {
    String* affix = v.as<String>();
    if (affix == nullptr) {
        throwExpected(m, in.function(), "a string or a tuple of strings", v);
        return std::nullopt;
    }
    std::string_view a = view(m, affix);
    return which == End::First ? text.starts_with(a) : text.ends_with(a);
}

template <End which>
Value hasAffix(Mutator& m, const Args& args, const char* function) {
    Subject s(m, args, function);
    NOODLE_REQUIRE(s.ok());
    ArgReader in(m, function, args);
    int64_t start = 0, end = static_cast<int64_t>(s.string()->length);
    NOODLE_REQUIRE(in.optInteger(1, "start", start) && in.optInteger(2, "end", end));
    size_t from = s.offsetAt(start), to = s.offsetAt(end);
    if (from > to) return Value::falseValue();
    std::string_view text = s.text().substr(from, to - from);
    Tuple* many = args[0].as<Tuple>();
    if (many == nullptr) return ofOptional(matchesEnd<which>(m, in, text, args[0]));
    for (uint32_t i = 0; i < many->size(); ++i) {
        auto hit = matchesEnd<which>(m, in, text, many->elements()[i]);
        if (!hit.has_value() || *hit) return ofOptional(hit);
    }
    return Value::falseValue();
}

Value startsWith(Mutator& m, Args args) {
    return hasAffix<End::First>(m, args, "startsWith");
}
Value endsWith(Mutator& m, Args args) {
    return hasAffix<End::Last>(m, args, "endsWith");
}

/// An empty `from` puts `to` before every code point and at the end.
std::string replaceEmpty(std::string_view text, std::string_view to, int64_t limit) {
    std::string out;
    size_t pos = 0;
    while (limit-- > 0) {
        out += to;
        if (pos == text.size()) return out;
        size_t n = utf8Width(text[pos]);
        out.append(text, pos, n);
        pos += n;
    }
    out.append(text, pos);
    return out;
}

Value replace(Mutator& m, Args args) {
    Subject s(m, args, "replace");
    NOODLE_REQUIRE(s.ok());
    ArgReader in(m, "replace", args);
    std::string_view from, to;
    int64_t limit = -1;
    NOODLE_REQUIRE(in.text(0, "old", from) && in.text(1, "new", to) && in.optInteger(2, "count", limit));
    if (limit < 0) limit = INT64_MAX;
    std::string_view text = s.text();
    if (from.empty()) {
        const auto times = std::min<uint64_t>(static_cast<uint64_t>(limit), s.string()->length + 1);
        NOODLE_REQUIRE(to.empty() || times <= kMaxStringBytes / to.size()
                           ? mayBecomeText(m, text.size() + times * to.size())
                           : mayBecomeText(m, kMaxStringBytes + 1));
        return stringValue(m, replaceEmpty(text, to, limit));
    }
    std::string out;
    size_t done = 0;
    Ticker ticker(m);
    while (limit-- > 0) {
        size_t hit = findText(text, from, done);
        if (hit == std::string_view::npos) break;
        out.append(text, done, hit - done);
        out += to;
        done = hit + from.size();
        NOODLE_REQUIRE(ticker.tick() && chargeBytes(m, to.size()) && mayBecomeText(m, out.size()));
    }
    if (done == 0) return args.self;
    out.append(text, done);
    return stringValue(m, out);
}

Value removePrefix(Mutator& m, Args args) {
    Subject s(m, args, "removePrefix");
    NOODLE_REQUIRE(s.ok());
    std::string_view affix;
    NOODLE_REQUIRE(ArgReader(m, "removePrefix", args).text(0, "prefix", affix));
    return s.text().starts_with(affix) ? s.piece(affix.size(), s.text().size()) : args.self;
}

Value removeSuffix(Mutator& m, Args args) {
    Subject s(m, args, "removeSuffix");
    NOODLE_REQUIRE(s.ok());
    std::string_view affix;
    NOODLE_REQUIRE(ArgReader(m, "removeSuffix", args).text(0, "suffix", affix));
    return s.text().ends_with(affix) ? s.piece(0, s.text().size() - affix.size()) : args.self;
}

/// (head, separator, tail); what is on the far side of a missing separator is empty.
template <End which>
Value partitionAt(Mutator& m, const Args& args, const char* function) {
    Subject s(m, args, function);
    NOODLE_REQUIRE(s.ok());
    ArgReader in(m, function, args);
    std::string_view sep;
    NOODLE_REQUIRE(in.text(0, "sep", sep));
    if (sep.empty()) return in.invalid("empty separator");
    size_t size = s.text().size();
    size_t hit = which == End::First ? findText(s.text(), sep, 0) : findLastText(s.text(), sep);
    Value parts[3];
    if (hit == std::string_view::npos) {
        parts[0] = which == End::First ? args.self : s.piece(0, 0);
        parts[1] = s.piece(0, 0);
        parts[2] = which == End::First ? s.piece(size, size) : args.self;
    } else {
        parts[0] = s.piece(0, hit);
        parts[1] = args[0];
        parts[2] = s.piece(hit + sep.size(), size);
    }
    for (Value part : parts) NOODLE_TRY(part);
    return valueOrException(newTuple(m, parts, 3));
}

Value partition(Mutator& m, Args args) {
    return partitionAt<End::First>(m, args, "partition");
}
Value rpartition(Mutator& m, Args args) {
    return partitionAt<End::Last>(m, args, "rpartition");
}

constexpr const char* kWindow = "sub, start=, end=";
constexpr NativeSpec kTable[] = {
    {"indexOf", kWindow, indexOf},
    {"find", kWindow, indexOf},
    {"lastIndexOf", kWindow, lastIndexOf},
    {"rfind", kWindow, lastIndexOf},
    {"index", kWindow, index},
    {"rindex", kWindow, rindex},
    {"contains", "sub", contains},
    {"includes", "sub", contains},
    {"count", kWindow, count},
    {"startsWith", "prefix, start=, end=", startsWith},
    {"startswith", "prefix, start=, end=", startsWith},
    {"endsWith", "suffix, start=, end=", endsWith},
    {"endswith", "suffix, start=, end=", endsWith},
    {"replace", "old, new, count=", replace},
    {"replaceAll", "old, new", replace},
    {"removePrefix", "prefix", removePrefix},
    {"removeprefix", "prefix", removePrefix},
    {"removeSuffix", "suffix", removeSuffix},
    {"removesuffix", "suffix", removeSuffix},
    {"partition", "sep", partition},
    {"rpartition", "sep", rpartition},
};

}  // namespace

std::span<const NativeSpec> stringSearchMembers() {
    return kTable;
}

}  // namespace noodle
