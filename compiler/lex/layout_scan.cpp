// Decides from the lines of a file whether `//` is floor division in it.
//
// Strings and block comments are skipped, so their content counts for nothing. `//` is read as a comment
// while scanning, because that is what it is until the file has proved to be a layout file; only a header
// that makes sense in no other way (`for i in range(n // 2):`) counts with its `//` as an operator.
#include <algorithm>
#include <string_view>

#include "compiler/lex/char_class.h"
#include "compiler/lex/lexer.h"

namespace noodle {

namespace {

constexpr std::string_view kHeaderWords[] = {
    "if",     "elif",    "else",      "while", "for",  "do",    "try",      "except",
    "catch",  "finally", "with",      "def",   "func", "fn",    "function", "class",
    "struct", "enum",    "interface", "match", "case", "async", "actor",
};

bool isHeaderWord(std::string_view word) {
    return std::find(std::begin(kHeaderWords), std::end(kHeaderWords), word) != std::end(kHeaderWords);
}

class LayoutScan {
  public:
    explicit LayoutScan(std::string_view text) : p_(text.data()), end_(p_ + text.size()) {}

    bool run() {
        while (p_ < end_ && !vetoed_) scanLine();
        return hasColonHeader_ && !vetoed_;
    }

  private:
    void scanLine() {
        beginLine();
        while (p_ < end_ && *p_ != '\n') scanPiece();
        if (p_ < end_) ++p_;
        endLine();
    }

    void beginLine() {
        while (p_ < end_ && (*p_ == ' ' || *p_ == '\t' || *p_ == '\r')) ++p_;
        if (startsWith("//")) vetoed_ = true;
        const char* word = p_;
        while (p_ < end_ && isNamePart(*p_)) ++p_;
        isHeader_ = isHeaderWord({word, static_cast<size_t>(p_ - word)});
        last_ = p_ > word ? p_[-1] : '\0';
        lastBeforeSlashes_ = '\0';
        depth_ = depthAtSlashes_ = 0;
        sawSlashes_ = false;
    }

    void endLine() {
        if (!isHeader_) return;
        char stripped = sawSlashes_ ? lastBeforeSlashes_ : last_;
        if (stripped == '{') vetoed_ = true;
        if (stripped == ':') hasColonHeader_ = true;
        bool onlyAsDivision = sawSlashes_ && last_ == ':' && depth_ == 0 &&
                              (depthAtSlashes_ > 0 || (stripped != ')' && stripped != '{'));
        if (onlyAsDivision) hasColonHeader_ = true;
    }

    // One string, comment or character.
    void scanPiece() {
        char c = *p_;
        if (c == '#') return skipToLineEnd();
        if (startsWith("/*")) return skipBlockComment();
        if (startsWith("//")) {
            if (!sawSlashes_) {
                sawSlashes_ = true;
                lastBeforeSlashes_ = last_;
                depthAtSlashes_ = depth_;
            }
            p_ += 2;
            return;
        }
        if (c == '"' || c == '\'' || c == '`') {
            // After `//` an apostrophe is more likely prose than a string.
            if (!sawSlashes_) return skipString(c);
        }
        if (c == '(' || c == '[') ++depth_;
        if (c == ')' || c == ']') --depth_;
        if (c != ' ' && c != '\t' && c != '\r') last_ = c;
        ++p_;
    }

    void skipToLineEnd() {
        while (p_ < end_ && *p_ != '\n') ++p_;
    }

    void skipBlockComment() {
        int depth = 0;
        do {
            if (startsWith("/*")) {
                ++depth;
                p_ += 2;
            } else if (startsWith("*/")) {
                --depth;
                p_ += 2;
            } else {
                ++p_;
            }
        } while (p_ < end_ && depth > 0);
    }

    void skipString(char quote) {
        last_ = quote;
        bool triple = end_ - p_ >= 3 && p_[1] == quote && p_[2] == quote && quote != '`';
        p_ += triple ? 3 : 1;
        while (p_ < end_) {
            if (*p_ == '\\' && p_ + 1 < end_) {
                p_ += 2;
                continue;
            }
            if (*p_ == '\n' && !triple && quote != '`') return;
            if (*p_ == quote && (!triple || (end_ - p_ >= 3 && p_[1] == quote && p_[2] == quote))) {
                p_ += triple ? 3 : 1;
                return;
            }
            ++p_;
        }
    }

    bool startsWith(std::string_view text) const {
        return static_cast<size_t>(end_ - p_) >= text.size() && std::string_view(p_, text.size()) == text;
    }

    const char* p_;
    const char* end_;
    bool vetoed_ = false;
    bool hasColonHeader_ = false;
    bool isHeader_ = false;
    bool sawSlashes_ = false;
    char last_ = '\0';
    char lastBeforeSlashes_ = '\0';
    int depth_ = 0;
    int depthAtSlashes_ = 0;
};

}  // namespace

bool isLayoutText(std::string_view text) {
    return LayoutScan(text).run();
}

}  // namespace noodle
