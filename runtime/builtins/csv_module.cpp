// Module _csv: the loops of module csv (stdlib/csv.nc): text to rows and rows to text. Rows as RFC 4180 has
// them, with the delimiter and the quote of the caller.
#include "runtime/builtins/each.h"
#include "runtime/builtins/module_tables.h"
#include "runtime/entry/text.h"

namespace noodle {

namespace {

struct Dialect {
    char delimiter = ',';
    char quote = '"';
};

/// An argument that is one ASCII character, other than a line break.
bool readCharacter(const ArgReader& in, uint32_t i, const char* name, char& out) {
    std::string_view text;
    if (!in.has(i)) return true;
    if (!in.text(i, name, text)) return false;
    if (text.size() != 1 || text[0] == '\n' || text[0] == '\r' || (text[0] & 0x80) != 0) {
        in.invalid(joined("'", name, "' must be one ASCII character"));
        return false;
    }
    out = text[0];
    return true;
}

bool readDialect(const ArgReader& in, uint32_t first, Dialect& dialect) {
    if (!readCharacter(in, first, "delimiter", dialect.delimiter) ||
        !readCharacter(in, first + 1, "quote", dialect.quote)) {
        return false;
    }
    if (dialect.delimiter != dialect.quote) return true;
    in.invalid("'delimiter' and 'quote' must differ");
    return false;
}

class RowParser {
  public:
    RowParser(Mutator& m, String* text, const Dialect& dialect)
        : m_(m), string_(text), text_(view(m, text)), dialect_(dialect) {}

    /// A List of rows, each a List of strings. Empty lines are no rows.
    Value parse() {
        List* rows = newList(m_);
        NOODLE_TRY_PTR(rows);
        Ticker ticker(m_);
        while (at_ < text_.size()) {
            if (atBreak()) {
                skipBreak();
                continue;
            }
            List* row = newList(m_, width_);
            NOODLE_TRY_PTR(row);
            NOODLE_REQUIRE(readRow(row, ticker) && listAppend(m_, rows, Value::ofObject(row)));
            width_ = row->length;
        }
        return Value::ofObject(rows);
    }

  private:
    bool atBreak() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
    void skipBreak() {
        at_ += text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2 : 1;
        ++line_;
    }
    bool readRow(List* row, Ticker& ticker) {
        for (;;) {
            bool ok = at_ < text_.size() && text_[at_] == dialect_.quote ? quoted(row) : plain(row);
            if (!ok || !ticker.tick()) return false;
            if (at_ == text_.size()) return true;
            if (atBreak()) {
                skipBreak();
                return true;
            }
            ++at_;  // the delimiter
        }
    }
    bool add(List* row, size_t from, size_t to) {
        Value v = string_->isAscii() ? valueOrException(substring(m_, string_, from, to))
                                     : stringValue(m_, text_.substr(from, to - from));
        return !v.isException() && listAppend(m_, row, v);
    }
    bool plain(List* row) {
        size_t from = at_;
        while (at_ < text_.size() && text_[at_] != dialect_.delimiter && !atBreak()) ++at_;
        return add(row, from, at_);
    }
    bool quoted(List* row) {
        const size_t from = ++at_;
        const size_t startLine = line_;
        bool doubled = false;
        for (;; ++at_) {
            if (at_ == text_.size()) {
                throwValueError(m_, joined("csv: the quote opened in line ", startLine, " is not closed"));
                return false;
            }
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != dialect_.quote) continue;
            if (at_ + 1 == text_.size() || text_[at_ + 1] != dialect_.quote) break;
            doubled = true;
            ++at_;
        }
        const size_t to = at_++;
        if (at_ < text_.size() && text_[at_] != dialect_.delimiter && !atBreak()) {
            throwValueError(m_, joined("csv: line ", line_, " has text behind a closing quote"));
            return false;
        }
        if (!doubled) return add(row, from, to);
        std::string out;
        for (size_t i = from; i < to; ++i) {
            out += text_[i];
            if (text_[i] == dialect_.quote) ++i;
        }
        Value v = stringValue(m_, out);
        return !v.isException() && listAppend(m_, row, v);
    }

    Mutator& m_;
    String* string_;
    std::string_view text_;
    Dialect dialect_;
    size_t at_ = 0;
    size_t line_ = 1;
    uint64_t width_ = 0;
};

/// parse(text, delimiter, quote)
Value parse(Mutator& m, Args args) {
    ArgReader in(m, "csv", args);
    String* text = nullptr;
    Dialect dialect;
    NOODLE_REQUIRE(in.string(0, "text", text) && flatten(m, text) && readDialect(in, 1, dialect));
    return RowParser(m, text, dialect).parse();
}

// ---- writing

void addField(std::string& out, std::string_view text, const Dialect& dialect, bool quoteAll) {
    bool needed = quoteAll;
    for (char c : text)
        needed = needed || c == dialect.delimiter || c == dialect.quote || c == '\n' || c == '\r';
    if (!text.empty() && (text.front() == ' ' || text.back() == ' ')) needed = true;
    if (!needed) {
        out += text;
        return;
    }
    out += dialect.quote;
    for (char c : text) {
        if (c == dialect.quote) out += c;
        out += c;
    }
    out += dialect.quote;
}

/// Null is an empty field, other values are as str() has them.
bool addValue(Mutator& m, std::string& out, Value v, const Dialect& dialect, bool quoteAll) {
    String* text = v.isNull() ? nullptr : toStr(m, v);
    if (!v.isNull() && (text == nullptr || !flatten(m, text))) return false;
    addField(out, text == nullptr ? std::string_view() : view(m, text), dialect, quoteAll);
    return true;
}

/// format(rows, delimiter, quote, lineEnd, quoteAll)
Value format(Mutator& m, Args args) {
    ArgReader in(m, "csv", args);
    Dialect dialect;
    std::string_view lineEnd = "\n";
    bool quoteAll = false;
    NOODLE_REQUIRE(readDialect(in, 1, dialect) && in.optText(3, "lineEnd", lineEnd) &&
                   in.optBoolean(4, "quoteAll", quoteAll));
    std::string out;
    bool ok = eachValue(m, args[0], [&](Value row) {
        if (row.isKind(ObjectKind::String)) {
            throwExpected(m, "csv", "a row of values", row);
            return Step::Fail;
        }
        size_t fields = 0;
        const size_t start = out.size();
        bool rowOk = eachValue(m, row, [&](Value v) {
            if (fields++ > 0) out += dialect.delimiter;
            return addValue(m, out, v, dialect, quoteAll) ? Step::Next : Step::Fail;
        });
        if (!rowOk) return Step::Fail;
        // A single empty field would be an empty line, which is no row.
        if (fields == 1 && out.size() == start) out.append(2, dialect.quote);
        out += lineEnd;
        return Step::Next;
    });
    NOODLE_REQUIRE(ok);
    if (out.size() > kMaxStringBytes) return throwOutOfMemory(m);
    return stringValue(m, out);
}

constexpr NativeSpec kTable[] = {
    {"parse", "text, delimiter=, quote=", parse},
    {"format", "rows, delimiter=, quote=, lineEnd=, quoteAll=", format},
};

}  // namespace

const NativeModule& csvModule() {
    static const NativeModule module = {"_csv", kTable, {}};
    return module;
}

}  // namespace noodle
