// Module _re: what module re (stdlib/re.nc) does not do itself: compiled patterns, and the loops that find,
// split and replace. RE2 runs in time linear in the text, whatever the pattern.
//
// Places are code points outside and bytes inside. After an empty match a search goes on one code point
// further, so every loop ends.
#include <re2/re2.h>

#include <limits>
#include <utility>

#include "runtime/base/utf8.h"
#include "runtime/builtins/args.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/builtins/native_classes.h"
#include "runtime/object/map.h"

namespace noodle {

namespace {

using re2::RE2;
using re2::StringPiece;

const NativeType kRegexType = {
    .name = "Regex",
    .destroy = [](void* payload) { delete static_cast<RE2*>(payload); },
    .trace = nullptr,
};

/// What every function of the module takes first: a compiled pattern and a text. ok() false: exception
/// pending.
class Search {
  public:
    Search(Mutator& m, const Args& args, const char* function) : m_(m), in_(m, function, args) {
        regex_ = static_cast<RE2*>(nativePayload(args[0], kRegexType));
        if (regex_ == nullptr) {
            in_.mismatch(0, "pattern", "a compiled pattern");
        } else if (!in_.string(1, "text", string_) || !flatten(m, string_)) {
            regex_ = nullptr;
        } else {
            text_ = view(m, string_);
            groups_.resize(static_cast<size_t>(regex_->NumberOfCapturingGroups()) + 1);
        }
    }
    bool ok() const { return regex_ != nullptr; }
    const ArgReader& in() const { return in_; }
    const RE2& regex() const { return *regex_; }
    std::string_view text() const { return text_; }
    size_t groupCount() const { return groups_.size(); }

    bool find(size_t from, size_t to, RE2::Anchor anchor) {
        return regex_->Match(StringPiece(text_.data(), text_.size()), from, to, anchor, groups_.data(),
                             static_cast<int>(groups_.size()));
    }
    /// The next match at or behind next(); moves next() on.
    bool step() {
        if (next_ > text_.size() || !find(next_, text_.size(), RE2::UNANCHORED)) return false;
        size_t end = endOf(0);
        next_ = end > startOf(0) ? end : end == text_.size() ? end + 1 : end + utf8Width(text_[end]);
        return true;
    }
    bool isSet(size_t group) const { return groups_[group].data() != nullptr; }
    size_t startOf(size_t group) const { return static_cast<size_t>(groups_[group].data() - text_.data()); }
    size_t endOf(size_t group) const { return startOf(group) + groups_[group].size(); }
    std::string_view groupText(size_t group) const {
        return {groups_[group].data() == nullptr ? "" : groups_[group].data(), groups_[group].size()};
    }

    Value piece(size_t from, size_t to) const {
        if (string_->isAscii()) return valueOrException(substring(m_, string_, from, to));
        return stringValue(m_, text_.substr(from, to - from));
    }
    Value group(size_t index) const {
        return isSet(index) ? piece(startOf(index), endOf(index)) : Value::null();
    }
    int64_t indexAt(size_t byte) const {
        return static_cast<int64_t>(string_->isAscii() ? byte : codePointIndex(m_, string_, byte));
    }
    size_t offsetAt(int64_t index) const {
        auto at = static_cast<uint64_t>(clampIndex(index, static_cast<int64_t>(string_->length)));
        return string_->isAscii() ? at : byteOffset(m_, string_, at);
    }
    /// [start, end) of each group as code points, -1 for groups that took no part.
    Value spans() const {
        List* list = newList(m_, groups_.size() * 2);
        NOODLE_TRY_PTR(list);
        for (size_t i = 0; i < groups_.size(); ++i) {
            int64_t start = isSet(i) ? indexAt(startOf(i)) : -1;
            int64_t end = isSet(i) ? indexAt(endOf(i)) : -1;
            NOODLE_REQUIRE(listAppend(m_, list, makeInt(m_, start)) &&
                           listAppend(m_, list, makeInt(m_, end)));
        }
        return Value::ofObject(list);
    }
    /// What findall gives for a match: the whole, the only group, or a tuple of the groups.
    Value found() const {
        if (groups_.size() == 1) return group(0);
        auto text = [&](size_t i) { return isSet(i) ? group(i) : stringValue(m_, ""); };
        if (groups_.size() == 2) return text(1);
        Tuple* all = makeTuple(m_, static_cast<uint32_t>(groups_.size() - 1));
        NOODLE_TRY_PTR(all);
        for (size_t i = 1; i < groups_.size(); ++i) {
            Value v = text(i);
            NOODLE_TRY(v);
            m_.heap().writeBarrier(all, v);
            all->elements()[i - 1] = v;
        }
        return Value::ofObject(all);
    }

  private:
    Mutator& m_;
    ArgReader in_;
    RE2* regex_ = nullptr;
    String* string_ = nullptr;
    std::string_view text_;
    std::vector<StringPiece> groups_;
    size_t next_ = 0;
};

/// Why a pattern of other engines is none here.
const char* adviceFor(const RE2& regex) {
    const std::string& part = regex.error_arg();
    if (part.starts_with("(?=") || part.starts_with("(?!") || part.starts_with("(?<"))
        return "; a pattern cannot look ahead or behind: it is matched in linear time";
    if (part.size() == 2 && part[0] == '\\' && part[1] >= '1' && part[1] <= '9')
        return "; a pattern cannot refer back to a group: it is matched in linear time";
    return "";
}

/// Compiling cannot be stopped in between: longer ones could take longer than a moment.
constexpr size_t kLongestPattern = 65'536;

Value compile(Mutator& m, Args args) {
    ArgReader in(m, "compile", args);
    std::string_view pattern;
    NOODLE_REQUIRE(in.text(0, "pattern", pattern));
    if (pattern.size() > kLongestPattern)
        return throwValueError(m, joined("re: a pattern of ", pattern.size(), " bytes is too long (at most ",
                                         kLongestPattern, ")"));
    RE2::Options options;
    options.set_log_errors(false);
    auto regex = std::make_unique<RE2>(StringPiece(pattern.data(), pattern.size()), options);
    if (!regex->ok()) {
        return throwValueError(
            m, joined("re: ", regex->error(), " in the pattern \"", pattern, "\"", adviceFor(*regex)));
    }
    Class* cls = nativeClass(m, NativeClassId::Regex);
    NOODLE_TRY_PTR(cls);
    return valueOrException(newNativeObject(m, kRegexType, cls, regex.release()));
}

/// (number of groups, Map from names of groups to their numbers)
Value groupsOf(Mutator& m, Args args) {
    auto* regex = static_cast<RE2*>(nativePayload(args[0], kRegexType));
    if (regex == nullptr) return throwExpected(m, "groups", "a compiled pattern", args[0]);
    Map* names = newMap(m);
    NOODLE_TRY_PTR(names);
    for (const auto& [number, name] : regex->CapturingGroupNames()) {
        Value key = stringValue(m, name);
        NOODLE_TRY(key);
        NOODLE_REQUIRE(mapSet(m, names, key, Value::ofInt48(number)));
    }
    return makePair(m, Value::ofInt48(regex->NumberOfCapturingGroups()), Value::ofObject(names));
}

/// find(pattern, text, start, end, how): the spans of a match or null. how 0: anywhere, 1: at start, 2: all
/// of [start, end).
Value find(Mutator& m, Args args) {
    Search search(m, args, "find");
    NOODLE_REQUIRE(search.ok());
    int64_t start = 0, end = std::numeric_limits<int64_t>::max(), how = 0;
    NOODLE_REQUIRE(search.in().optInteger(2, "start", start) && search.in().optInteger(3, "end", end) &&
                   search.in().optInteger(4, "how", how));
    size_t from = search.offsetAt(start), to = search.offsetAt(end);
    RE2::Anchor anchor = how == 0 ? RE2::UNANCHORED : how == 1 ? RE2::ANCHOR_START : RE2::ANCHOR_BOTH;
    if (from > to || !search.find(from, to, anchor)) return Value::null();
    return search.spans();
}

Value findAll(Mutator& m, Args args) {
    Search search(m, args, "findall");
    NOODLE_REQUIRE(search.ok());
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    Ticker ticker(m);
    while (search.step()) {
        Value v = search.found();
        NOODLE_TRY(v);
        NOODLE_REQUIRE(listAppend(m, out, v) && ticker.tick());
    }
    return Value::ofObject(out);
}

/// Spans of every match.
Value findSpans(Mutator& m, Args args) {
    Search search(m, args, "finditer");
    NOODLE_REQUIRE(search.ok());
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    Ticker ticker(m);
    while (search.step()) {
        Value v = search.spans();
        NOODLE_TRY(v);
        NOODLE_REQUIRE(listAppend(m, out, v) && ticker.tick());
    }
    return Value::ofObject(out);
}

/// split(pattern, text, most): most 0 is without limit. Groups of the pattern stand between the pieces.
Value split(Mutator& m, Args args) {
    Search search(m, args, "split");
    NOODLE_REQUIRE(search.ok());
    int64_t most = 0;
    NOODLE_REQUIRE(search.in().optInteger(2, "maxsplit", most));
    List* out = newList(m);
    NOODLE_TRY_PTR(out);
    Ticker ticker(m);
    size_t pieceStart = 0;
    auto add = [&](Value v) { return !v.isException() && listAppend(m, out, v); };
    for (int64_t done = 0; (most == 0 || done < most) && search.step(); ++done) {
        NOODLE_REQUIRE(add(search.piece(pieceStart, search.startOf(0))) && ticker.tick());
        for (size_t i = 1; i < search.groupCount(); ++i) NOODLE_REQUIRE(add(search.group(i)));
        pieceStart = search.endOf(0);
    }
    NOODLE_REQUIRE(add(search.piece(pieceStart, search.text().size())));
    return Value::ofObject(out);
}

// ---- replacing

/// A template's pieces in order: text, then the group that follows it (-1: none).
struct TemplatePiece {
    std::string text;
    int group = -1;
};

class TemplateReader {
  public:
    TemplateReader(const Search& search, std::string_view text) : search_(search), text_(text) {}

    /// False: ValueError pending.
    bool read(std::vector<TemplatePiece>& out) {
        TemplatePiece piece;
        while (at_ < text_.size()) {
            if (text_[at_] != '\\') {
                piece.text += text_[at_++];
                continue;
            }
            ++at_;
            if (!escape(piece)) return false;
            if (piece.group >= 0) out.push_back(std::exchange(piece, {}));
        }
        out.push_back(std::move(piece));
        return true;
    }

  private:
    bool escape(TemplatePiece& piece) {
        if (at_ == text_.size()) return fail("a template cannot end in a single backslash");
        char c = text_[at_++];
        if (c >= '0' && c <= '9') {
            int number = c - '0';
            if (number != 0 && at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9')
                number = number * 10 + (text_[at_++] - '0');
            return group(piece, number, std::to_string(number));
        }
        if (c == 'g') return named(piece);
        if (c == 'n' || c == 't' || c == 'r' || c == '\\') {
            piece.text += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : '\\';
            return true;
        }
        return fail(joined("\\", std::string_view(&c, 1), " means nothing in a template"));
    }
    bool named(TemplatePiece& piece) {
        size_t close = text_.find('>', at_);
        if (at_ == text_.size() || text_[at_] != '<' || close == std::string_view::npos)
            return fail("\\g is followed by <a group's name or number>");
        std::string name(text_.substr(at_ + 1, close - at_ - 1));
        at_ = close + 1;
        const auto& names = search_.regex().NamedCapturingGroups();
        auto found = names.find(name);
        if (found != names.end()) return group(piece, found->second, name);
        bool isNumber = !name.empty() && name.size() < 6;
        for (char c : name) isNumber = isNumber && c >= '0' && c <= '9';
        return isNumber ? group(piece, std::stoi(name), name) : group(piece, -1, name);
    }
    bool group(TemplatePiece& piece, int number, const std::string& name) {
        if (number < 0 || static_cast<size_t>(number) >= search_.groupCount())
            return fail(joined("the pattern has no group ", name));
        piece.group = number;
        return true;
    }
    bool fail(std::string_view text) {
        search_.in().invalid(text);
        return false;
    }

    const Search& search_;
    std::string_view text_;
    size_t at_ = 0;
};

/// sub(pattern, text, template, most): (new text, number of replacements). most 0 is without limit.
Value substitute(Mutator& m, Args args) {
    Search search(m, args, "sub");
    NOODLE_REQUIRE(search.ok());
    std::string_view pattern;
    int64_t most = 0;
    NOODLE_REQUIRE(search.in().text(2, "replacement", pattern) && search.in().optInteger(3, "count", most));
    std::vector<TemplatePiece> pieces;
    NOODLE_REQUIRE(TemplateReader(search, pattern).read(pieces));
    std::string out;
    size_t copied = 0;
    int64_t done = 0;
    Ticker ticker(m);
    while ((most == 0 || done < most) && search.step()) {
        out.append(search.text(), copied, search.startOf(0) - copied);
        for (const TemplatePiece& piece : pieces) {
            out += piece.text;
            if (piece.group >= 0) out += search.groupText(static_cast<size_t>(piece.group));
        }
        copied = search.endOf(0);
        ++done;
        if (out.size() > kMaxStringBytes) return throwOutOfMemory(m);
        NOODLE_REQUIRE(ticker.tick());
    }
    Value text = args[1];
    if (done > 0) {
        out.append(search.text(), copied);
        text = stringValue(m, out);
        NOODLE_TRY(text);
    }
    return makePair(m, text, makeInt(m, done));
}

Value escape(Mutator& m, Args args) {
    std::string_view text;
    NOODLE_REQUIRE(ArgReader(m, "escape", args).text(0, "text", text));
    std::string out;
    for (char c : text) {
        if (std::string_view("\\.+*?()|[]{}^$-#&~ \t\n\r\v\f").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return stringValue(m, out);
}

constexpr NativeSpec kTable[] = {
    {"compile", "pattern", compile},
    {"groups", "pattern", groupsOf},
    {"find", "pattern, text, start=, end=, how=", find},
    {"findAll", "pattern, text", findAll},
    {"findSpans", "pattern, text", findSpans},
    {"split", "pattern, text, maxsplit=", split},
    {"substitute", "pattern, text, replacement, count=", substitute},
    {"escape", "text", escape},
};

}  // namespace

const NativeClassSpec& regexClassSpec() {
    static const NativeClassSpec spec = {"Regex", nullptr, {}};
    return spec;
}

const NativeModule& reModule() {
    static const NativeModule module = {"_re", kTable, {}};
    return module;
}

}  // namespace noodle
