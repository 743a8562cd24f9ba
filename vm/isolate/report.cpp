// The text of an uncaught error:
//
//   ValueError: bad number
//     at parse (app.nc:12)
//         let n = int(text)
//     at <module> (app.nc:30)
//   caused by KeyError: "x"
//     at …

#include <unordered_map>

#include "runtime/object/errors.h"
#include "runtime/object/list.h"
#include "runtime/object/number.h"
#include "runtime/object/string.h"
#include "vm/isolate/isolate.h"

namespace noodle {

namespace {

constexpr int kMaxCauses = 10;
constexpr size_t kMaxSourceLines = 8;

/// Lines of the files in a trace; each file is read once.
class SourceLines {
  public:
    explicit SourceLines(Linker& linker) : linker_(linker) {}

    /// The source line that "name (file:line)" means, without its indentation; "" if it is not known.
    std::string_view of(std::string_view place) {
        size_t open = place.rfind('('), colon = place.rfind(':');
        if (open == std::string_view::npos || colon == std::string_view::npos || colon < open ||
            !place.ends_with(')'))
            return {};
        std::optional<int64_t> line = parseInt(place.substr(colon + 1, place.size() - colon - 2));
        const CodeUnit* unit = linker_.findUnit(place.substr(open + 1, colon - open - 1));
        if (unit == nullptr || !line.has_value() || *line < 1) return {};
        std::string_view text = lineOf(*unit, static_cast<uint32_t>(*line));
        size_t start = text.find_first_not_of(" \t");
        size_t end = text.find_last_not_of(" \t\r");
        return start == std::string_view::npos ? std::string_view() : text.substr(start, end - start + 1);
    }

  private:
    std::string_view lineOf(const CodeUnit& unit, uint32_t line) {
        if (std::string_view kept = unit.sourceLine(line); !kept.empty()) return kept;
        auto found = texts_.find(&unit);
        if (found == texts_.end()) found = texts_.emplace(&unit, linker_.loader().sourceText(unit)).first;
        std::string_view rest = found->second;
        for (; line > 1 && !rest.empty(); --line) {
            size_t end = rest.find('\n');
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        return rest.substr(0, rest.find('\n'));
    }

    Linker& linker_;
    std::unordered_map<const CodeUnit*, std::string> texts_;
};

void appendTrace(Mutator& m, SourceLines& lines, std::string& out, Instance* error) {
    List* trace = errorTrace(m, error).as<List>();
    for (uint64_t i = 0; trace != nullptr && i < trace->length; ++i) {
        String* place = listGet(m, trace, i).as<String>();
        if (place == nullptr) continue;
        std::string_view text = view(m, place);
        if (text.starts_with("...")) {
            out.append("  ").append(text).append("\n");
            continue;
        }
        out.append("  at ").append(text).append("\n");
        std::string_view source = i < kMaxSourceLines ? lines.of(text) : std::string_view();
        if (!source.empty()) out.append("      ").append(source).append("\n");
    }
}

}  // namespace

std::string Isolate::describeError(Value error) {
    std::string out;
    Instance* object = error.as<Instance>();
    SourceLines lines(linker());
    for (int depth = 0; object != nullptr && depth < kMaxCauses; ++depth) {
        if (depth > 0) out += "caused by ";
        std::string message = errorMessage(*this, Value::ofObject(object));
        out.append(className(object->cls));
        if (!message.empty()) out.append(": ").append(message);
        out += "\n";
        appendTrace(*this, lines, out, object);
        object = getField(object, errorFields().cause).as<Instance>();
    }
    return out;
}

}  // namespace noodle
