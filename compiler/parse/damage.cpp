// Recognises files that a converter from Python has destroyed.
//
// Such a file has errors on every other line, none of which helps its owner. When one does not parse, its
// lines are searched for what that converter leaves behind, and all errors give way to one diagnostic that
// shows up to three of them.
#include "compiler/lex/char_class.h"
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

namespace {

std::string_view trimmed(std::string_view line) {
    while (!line.empty() && isBlank(line.front())) line.remove_prefix(1);
    while (!line.empty() && isBlank(line.back())) line.remove_suffix(1);
    return line;
}

bool startsWithWord(std::string_view line, std::string_view word) {
    return line.starts_with(word) && line.size() > word.size() && !isNamePart(line[word.size()]);
}

std::string_view afterComment(std::string_view line) {
    while (!line.empty() && (line.front() == '#' || isBlank(line.front()))) line.remove_prefix(1);
    return line;
}

bool isHeaderComment(std::string_view line) {
    return line.starts_with('#') && line.find("onverted from Python") != line.npos;
}

bool isCommentedMethod(std::string_view line) {
    if (!line.starts_with('#')) return false;
    std::string_view code = afterComment(line);
    return (startsWithWord(code, "def") || startsWithWord(code, "async def")) &&
           code.find('(') != code.npos && (code.ends_with(':') || code.ends_with(")"));
}

// class X with nothing behind the name
bool isBareClass(std::string_view line) {
    if (!startsWithWord(line, "class")) return false;
    std::string_view name = trimmed(line.substr(5));
    for (char c : name) {
        if (!isNamePart(c)) return false;
    }
    return !name.empty();
}

// x + = 1
bool hasSplitOperator(std::string_view line) {
    if (line.starts_with('#')) return false;
    for (size_t i = 1; i + 3 < line.size(); ++i) {
        bool op = line[i] == '+' || line[i] == '-' || line[i] == '*' || line[i] == '/' || line[i] == '%';
        if (op && line[i - 1] == ' ' && line[i + 1] == ' ' && line[i + 2] == '=' && line[i + 3] != '=')
            return true;
    }
    return false;
}

// def f(self) -str: or func f(x -T):
bool hasBrokenArrow(std::string_view line) {
    bool header =
        startsWithWord(line, "def") || startsWithWord(line, "func") || startsWithWord(line, "function");
    if (!header || !line.ends_with(':')) return false;
    size_t minus = line.rfind('-');
    return minus != line.npos && minus + 1 < line.size() && isNameStart(line[minus + 1]);
}

}  // namespace

// Replaces the diagnostics after the mark by one, when the file shows enough damage.
bool Parser::reportDamage(size_t mark) {
    struct Evidence {
        std::string_view what;
        bool (*test)(std::string_view);
        uint32_t line = 0;
    } evidence[] = {
        {"the converter's header", isHeaderComment},
        {"a method that was commented out", isCommentedMethod},
        {"a class without a body", isBareClass},
        {"an operator that was torn apart", hasSplitOperator},
        {"an arrow that lost its `>`", hasBrokenArrow},
    };
    for (uint32_t line = 1; line <= file_.lineCount(); ++line) {
        std::string_view text = trimmed(file_.lineText(line));
        if (text.empty()) continue;
        for (Evidence& item : evidence) {
            if (!item.line && item.test(text)) item.line = line;
        }
    }
    size_t found = 0;
    for (const Evidence& item : evidence) found += item.line != 0;
    bool damaged = evidence[0].line ? found >= 1 : found >= 2;
    if (!damaged) return false;
    sink_.rollback(mark);
    Span place{stream_.file, 0, 0};
    size_t shown = 0;
    auto spanOfLine = [&](uint32_t line) {
        uint32_t begin = file_.lineStart(line);
        return Span{stream_.file, begin, begin + static_cast<uint32_t>(file_.lineText(line).size())};
    };
    for (const Evidence& item : evidence) {
        if (item.line && !place.end) place = spanOfLine(item.line);
    }
    auto builder = sink_.report(Diag::DamagedFile, place);
    for (const Evidence& item : evidence) {
        if (item.line && shown++ < 3) builder.note(spanOfLine(item.line), std::string(item.what));
    }
    incomplete_ = false;
    return true;
}

}  // namespace noodle::parse_detail
