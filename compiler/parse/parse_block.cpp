// Blocks, and what indentation means.
//
// A body is `{ … }`, a colon suite, or (after some headers) one statement. Columns are compared only among
// the lines of a colon suite: suiteColumn_ is the column of the suite being read and kNoSuite inside braces.
// A suite ends at a line that is not deeper than its header, or at a closing bracket.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

namespace {

// Sets a value for a scope.
template <typename T>
struct Restore {
    Restore(T& place, T value) : at(place), saved(place) { place = value; }
    ~Restore() { at = saved; }
    Restore(const Restore&) = delete;
    Restore& operator=(const Restore&) = delete;
    T& at;
    T saved;
};

bool isClosing(K k) {
    return k == K::RightBrace || k == K::RightParen || k == K::RightBracket;
}

}  // namespace

// header names the construct in messages; headerColumn is the column of its line.
Block* Parser::parseBody(std::string_view header, uint32_t headerColumn, bool allowSingle) {
    Nesting nesting(*this);
    if (nesting) {
        if (at(K::LeftBrace)) return parseBraceBlock();
        if (at(K::Colon)) {
            advance();
            return parseSuite(headerColumn);
        }
        bool dedent = token().firstOnLine() && suiteColumn_ != kNoSuite && token().column < suiteColumn_;
        bool endOfBody = dedent || at(K::EndOfFile) || isClosing(kind()) || at(K::Semicolon);
        if (allowSingle && !endOfBody) return parseSingleStatement();
    }
    if (!panic_) {
        bool forgotColon =
            token().firstOnLine() && token().column > headerColumn && !at(K::EndOfFile) && !isClosing(kind());
        if (forgotColon) {
            uint32_t end = previousEnd();
            complain(Diag::ExpectedBlock, {stream_.file, end, end}, {header, "a newline"});
            return parseSuite(headerColumn);
        }
        fail(Diag::ExpectedBlock, {header, found()});
    }
    return finish(make<Block>(begin()));
}

Block* Parser::parseBraceBlock() {
    Nesting nesting(*this);
    Block* block = make<Block>(begin());
    uint32_t open = static_cast<uint32_t>(pos_);
    advance();
    if (!nesting) return finish(block);
    ContextScope scope(*this, Context{});
    Restore column(suiteColumn_, kNoSuite);
    Statements statements(*this);
    parseBraceStatements(statements, open);
    block->stmts = statements.take(arena_);
    return finish(block);
}

// Up to and with the closing brace.
void Parser::parseBraceStatements(Statements& out, uint32_t open) {
    while (!at(K::RightBrace) && !at(K::EndOfFile)) {
        if (at(K::RightParen) || at(K::RightBracket)) {
            skipStrayClosers();
            continue;
        }
        parseStatement(out);
    }
    expectClose(K::RightBrace, open);
}

// Behind the colon.
Block* Parser::parseSuite(uint32_t headerColumn) {
    usedSuite_ = true;
    Block* block = make<Block>(begin());
    Statements statements(*this);
    ContextScope scope(*this, Context{.singleBody = true});
    if (token().firstOnLine()) {
        parseSuiteLines(statements, headerColumn);
    } else {
        Restore column(suiteColumn_, suiteColumn_);
        parseInlineSuite(statements);
    }
    block->stmts = statements.take(arena_);
    return finish(block);
}

void Parser::parseInlineSuite(Statements& out) {
    do {
        if (at(K::EndOfFile) || isClosing(kind())) break;
        parseStatement(out);
    } while (!token().firstOnLine() && !at(K::KwElse) && !at(K::KwElif) && !at(K::KwCatch) &&
             !at(K::KwFinally) && !at(K::Comma));
}

void Parser::parseSuiteLines(Statements& out, uint32_t headerColumn) {
    const Token first = token();
    bool empty = at(K::EndOfFile) || isClosing(kind()) || first.column <= headerColumn;
    if (empty) {
        uint32_t end = previousEnd();
        complain(Diag::ExpectedIndent, {stream_.file, end ? end - 1 : 0, end});
        return;
    }
    Restore column(suiteColumn_, uint32_t{first.column});
    context_.singleBody = false;
    uint32_t tolerated = first.column;
    while (!at(K::EndOfFile) && !isClosing(kind())) {
        if (token().firstOnLine() && !checkIndent(first, headerColumn, tolerated)) return;
        parseStatement(out);
    }
    if (at(K::EndOfFile) && !panic_) suiteAtEnd_ = true;
}

// Takes the `{` or `:` of a body of members; false (after an error) when there is no body.
bool Parser::beginMembers(std::string_view header, uint32_t headerColumn) {
    if (accept(K::LeftBrace)) return true;
    if (!accept(K::Colon)) {
        if (panic_) return false;
        bool forgotten = token().firstOnLine() && token().column > headerColumn && !at(K::EndOfFile);
        if (!forgotten) {
            fail(Diag::ExpectedBlock, {header, found()});
            return false;
        }
        uint32_t end = previousEnd();
        complain(Diag::ExpectedBlock, {stream_.file, end - 1, end}, {header, "a newline"});
    }
    usedSuite_ = true;
    bool empty = at(K::EndOfFile) || (token().firstOnLine() && token().column <= headerColumn);
    if (empty) {
        uint32_t end = previousEnd();
        complain(Diag::ExpectedIndent, {stream_.file, end - 1, end});
    }
    return !empty;
}

// Column with every tab counted as one, to find indentation that depends on the width of a tab.
uint32_t Parser::plainColumn(const Token& t) const {
    std::string_view text = file_.text();
    uint32_t begin = t.begin;
    while (begin > 0 && text[begin - 1] != '\n') --begin;
    return t.begin - begin;
}

// Whether the line at the current token belongs to the suite. Wrong columns are reported once for each run
// of lines that share them.
bool Parser::checkIndent(const Token& first, uint32_t headerColumn, uint32_t& tolerated) {
    const Token& t = token();
    bool tabs = (t.flags | first.flags) & token_flags::kTabIndent;
    if (tabs && t.begin != first.begin) {
        auto order = [](uint32_t a, uint32_t b) { return a < b ? -1 : a > b ? 1 : 0; };
        if (order(t.column, first.column) != order(plainColumn(t), plainColumn(first))) {
            complain(Diag::AmbiguousTabs, {stream_.file, t.begin, t.end});
        }
    }
    if (t.column == tolerated || t.column == first.column) return true;
    if (t.column <= headerColumn) return false;
    tolerated = t.column;
    complain(t.column > first.column ? Diag::UnexpectedIndent : Diag::InconsistentIndent, here());
    return true;
}

Block* Parser::parseSingleStatement() {
    Block* block = make<Block>(begin());
    Context context;
    context.singleBody = true;
    context.commaEnds = context_.commaEnds;
    ContextScope scope(*this, context);
    Statements statements(*this);
    parseStatement(statements);
    block->stmts = statements.take(arena_);
    return finish(block);
}

// Whether a clause word at the start of a line belongs to the header of that column. Columns only count
// inside a colon suite.
bool Parser::sameHeaderColumn(uint32_t headerColumn) const {
    if (!token().firstOnLine() || suiteColumn_ == kNoSuite) return true;
    return token().column == headerColumn;
}

bool Parser::acceptClause(K k, uint32_t headerColumn) {
    return at(k) && sameHeaderColumn(headerColumn) && accept(k);
}

}  // namespace noodle::parse_detail
