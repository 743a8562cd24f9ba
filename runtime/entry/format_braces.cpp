// "…".format(…): {}, {0}, {name}, each with .attribute and [index] parts, !s or !r, and :spec that may hold
// fields itself.

#include "runtime/entry/make.h"
#include "runtime/entry/member.h"
#include "runtime/entry/message.h"
#include "runtime/entry/text.h"
#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/map.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"

namespace noodle {
namespace {

class BraceFormatter {
  public:
    BraceFormatter(Mutator& m, const Args& args, List* positional, Map* named)
        : m_(m), args_(args), positional_(positional), named_(named) {}

    /// `depth` 0 is the format itself, 1 a spec inside a field.
    bool expand(std::string_view text, int depth, std::string& out) {
        size_t i = 0;
        while (i < text.size()) {
            const char c = text[i];
            const bool doubled = (c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c;
            if (doubled || (c != '{' && c != '}')) {
                out += c;
                i += doubled ? 2 : 1;
                continue;
            }
            if (c == '}') return failValue("single '}' in format string");
            const size_t close = matching(text, i);
            if (close == std::string_view::npos) return failValue("'{' without '}' in format string");
            if (depth > 1) return failValue("format fields are nested too deeply");
            if (!field(text.substr(i + 1, close - i - 1), depth, out)) return false;
            i = close + 1;
        }
        return true;
    }

  private:
    bool failValue(std::string_view text) {
        throwValueError(m_, text);
        return false;
    }

    static size_t matching(std::string_view text, size_t open) {
        int depth = 0;
        for (size_t i = open; i < text.size(); ++i) {
            if (text[i] == '{') ++depth;
            if (text[i] == '}' && --depth == 0) return i;
        }
        return std::string_view::npos;
    }

    /// name[!conversion][:spec]; a ':' or '!' inside [ ] belongs to the name.
    bool field(std::string_view text, int depth, std::string& out) {
        size_t end = 0;
        for (bool inIndex = false; end < text.size(); ++end) {
            if (text[end] == '[') inIndex = true;
            if (text[end] == ']') inIndex = false;
            if (!inIndex && (text[end] == ':' || text[end] == '!')) break;
        }
        const Value v = lookUp(text.substr(0, end));
        if (v.isException()) return false;
        std::string_view rest = text.substr(end);
        char conversion = 0;
        if (!rest.empty() && rest[0] == '!') {
            if (rest.size() < 2) return failValue("conversion missing after '!'");
            conversion = rest[1];
            rest.remove_prefix(2);
        }
        if (!rest.empty() && rest[0] != ':') return failValue("expected ':' after the conversion");
        std::string spec;
        if (!rest.empty() && !expand(rest.substr(1), depth + 1, spec)) return false;
        return appendField(v, conversion, spec, out);
    }

    bool appendField(Value v, char conversion, std::string_view spec, std::string& out) {
        if (conversion != 0 && conversion != 's' && conversion != 'r' && conversion != 'a') {
            return failValue(joined("unknown conversion '!", conversion, "'"));
        }
        if (conversion != 0) v = valueOrException(conversion == 's' ? toStr(m_, v) : toRepr(m_, v));
        if (v.isException()) return false;
        const Value formatted = formatValue(m_, v, spec);
        return !formatted.isException() && appendStr(m_, out, formatted);
    }

    Value lookUp(std::string_view name) {
        const size_t end = std::min(name.find_first_of(".["), name.size());
        Value v = root(name.substr(0, end));
        name.remove_prefix(end);
        while (!v.isException() && !name.empty()) v = step(v, name);
        return v;
    }

    /// Takes one `.attribute` or `[index]` off `path`.
    Value step(Value v, std::string_view& path) {
        if (path[0] == '.') {
            path.remove_prefix(1);
            const size_t end = std::min(path.find_first_of(".["), path.size());
            String* attribute = m_.intern(path.substr(0, end));
            path.remove_prefix(end);
            return attribute == nullptr ? Value::exception() : getMember(m_, v, attribute);
        }
        const size_t close = path.find(']');
        if (path[0] != '[' || close == std::string_view::npos)
            return throwValueError(m_, "bad field name in format string");
        const std::string_view key = path.substr(1, close - 1);
        path.remove_prefix(close + 1);
        const Value index = asIndex(key);
        NOODLE_TRY(index);
        return getIndex(m_, v, index);
    }

    static bool isNumber(std::string_view text) {
        return !text.empty() && text.size() < 10 &&
               text.find_first_not_of("0123456789") == std::string_view::npos;
    }

    Value asIndex(std::string_view key) {
        return isNumber(key) ? Value::ofInt48(*parseInt(key)) : stringValue(m_, key);
    }

    Value root(std::string_view name) {
        if (name.empty()) {
            if (numbering_ == Numbering::Manual)
                return throwValueError(m_, "cannot mix {} with {0} in a format string");
            numbering_ = Numbering::Automatic;
            return positionalAt(next_++);
        }
        if (isNumber(name)) {
            if (numbering_ == Numbering::Automatic)
                return throwValueError(m_, "cannot mix {0} with {} in a format string");
            numbering_ = Numbering::Manual;
            return positionalAt(static_cast<uint64_t>(*parseInt(name)));
        }
        const Value key = stringValue(m_, name);
        NOODLE_TRY(key);
        const Value v = named_ == nullptr ? Value::undef() : mapGet(m_, named_, key);
        return v.isUndef() ? throwMissingKey(m_, key) : v;
    }

    Value positionalAt(uint64_t index) {
        const uint64_t count = positional_ != nullptr ? positional_->length : args_.size();
        if (index >= count) {
            return throwIndexError(m_, joined("format field ", index, " has no argument: ", count, " given"));
        }
        return positional_ != nullptr ? listGet(m_, positional_, index)
                                      : args_.get(static_cast<uint32_t>(index));
    }

    enum class Numbering : uint8_t { Undecided, Automatic, Manual };

    Mutator& m_;
    const Args& args_;
    List* positional_;
    Map* named_;
    uint64_t next_ = 0;
    Numbering numbering_ = Numbering::Undecided;
};

}  // namespace

Value formatBraces(Mutator& m, String* format, Args args, List* positional, Map* named) {
    if (!flatten(m, format)) return Value::exception();
    std::string out;
    BraceFormatter formatter(m, args, positional, named);
    return formatter.expand(view(m, format), 0, out) ? stringValue(m, out) : Value::exception();
}

}  // namespace noodle
