// Statements, and recovery from errors in them.
#include <algorithm>
#include <utility>

#include "compiler/parse/parser.h"
#include "runtime/base/text.h"

namespace noodle::parse_detail {

namespace {

// The word that begins statements here: another language's name for it, or a slip of the keyboard.
std::string_view keywordMeant(std::string_view word) {
    constexpr std::pair<std::string_view, std::string_view> kForeign[] = {
        {"switch", "match"},   {"foreach", "for"},  {"fun", "function"},  {"fn", "function"},
        {"sub", "function"},   {"elsif", "elif"},   {"elseif", "elif"},   {"auto", "let"},
        {"val", "let"},        {"my", "let"},       {"local", "let"},     {"require", "import"},
        {"include", "import"}, {"using", "import"}, {"record", "struct"}, {"delete", "del"}};
    for (const auto& [foreign, ours] : kForeign)
        if (word == foreign) return ours;
    constexpr std::string_view kWords[] = {
        "function", "def",    "class",   "struct",   "enum",  "interface", "import",   "export",
        "return",   "if",     "elif",    "else",     "while", "for",       "from",     "try",
        "catch",    "except", "finally", "match",    "throw", "raise",     "let",      "var",
        "const",    "async",  "await",   "with",     "yield", "global",    "nonlocal", "assert",
        "type",     "actor",  "error",   "abstract", "do",    "del"};
    const std::string_view near = nearest(word, kWords);
    // Another letter makes another word of a short one; only letters in the wrong order are surely a slip.
    constexpr size_t kShort = 3;
    const bool isSlip = word.size() > kShort || std::ranges::is_permutation(word, near);
    return isSlip ? near : std::string_view();
}

// Statements whose header is followed by a body of statements.
bool opensBody(K k) {
    switch (k) {
        case K::KwIf:
        case K::KwElif:
        case K::KwElse:
        case K::KwWhile:
        case K::KwFor:
        case K::KwDo:
        case K::KwTry:
        case K::KwCatch:
        case K::KwFinally:
        case K::KwWith:
        case K::KwFunction:
        case K::KwAsync:
            return true;
        default:
            return false;
    }
}

}  // namespace

// Reads one statement with its end. Always moves on, except at a closing bracket that belongs outside.
void Parser::parseStatement(Statements& out) {
    size_t start = pos_;
    {
        Nesting nesting(*this);
        if (nesting) parseStatementBody(out);
    }
    if (panic_) recover(start);
    if (pos_ == start && !at(K::EndOfFile)) {
        complain(Diag::UnexpectedToken, here(), {found()});
        advance();
    }
}

void Parser::parseStatementBody(Statements& out) {
    if (accept(K::Semicolon)) return;
    if (parseKeywordStatement(out)) return;
    if (at(K::Name) && parseWordStatement(out)) return;
    parseSimple(out);
    endStatement();
}

void Parser::parseSimple(Statements& out) {
    switch (kind()) {
        case K::KwLet:
        case K::KwVar:
        case K::KwConst:
            parseVarDecl(out);
            return;
        case K::KwReturn:
            out.add(parseReturn());
            return;
        case K::KwThrow:
            out.add(parseThrow());
            return;
        case K::KwBreak: {
            BreakStmt* node = make<BreakStmt>(begin());
            advance();
            out.add(finish(node));
            return;
        }
        case K::KwContinue: {
            ContinueStmt* node = make<ContinueStmt>(begin());
            advance();
            out.add(finish(node));
            return;
        }
        case K::Ellipsis:
            if (endsStatementAt(pos_ + 1)) {
                EmptyStmt* node = make<EmptyStmt>(begin());
                advance();
                out.add(finish(node));
                return;
            }
            [[fallthrough]];
        default:
            out.add(parseExpressionStatement());
            return;
    }
}

// Statements that a hard keyword or a bracket opens; false when none does. These end themselves.
bool Parser::parseKeywordStatement(Statements& out) {
    switch (kind()) {
        case K::KwIf:
            out.add(parseIf());
            return true;
        case K::KwWhile:
            out.add(parseWhile());
            return true;
        case K::KwDo:
            out.add(parseDoWhile());
            endStatement();
            return true;
        case K::KwFor:
            out.add(parseFor(false));
            return true;
        case K::KwTry:
            out.add(parseTry());
            return true;
        case K::KwWith:
            out.add(parseWith(false));
            return true;
        case K::KwFunction:
            if (!functionDeclAhead()) return false;
            out.add(parseFunctionDecl(parseFunctionModifiers(), BodyRule::Required));
            return true;
        case K::KwAsync:
            if (kindAhead() == K::KwFor) {
                out.add(parseFor(true));
            } else if (kindAhead() == K::KwWith) {
                out.add(parseWith(true));
            } else if (functionDeclAhead()) {
                out.add(parseFunctionDecl(parseFunctionModifiers(), BodyRule::Required));
            } else {
                return false;
            }
            return true;
        case K::KwClass:
            out.add(parseClass(ClassKind::Class, false, {}));
            return true;
        case K::KwStruct:
            out.add(parseClass(ClassKind::Struct, false, {}));
            return true;
        case K::KwInterface:
            out.add(parseClass(ClassKind::Interface, false, {}));
            return true;
        case K::KwEnum:
            out.add(parseEnum({}));
            return true;
        case K::KwImport:
            parseImportStatement(out, false);
            return true;
        case K::KwExport:
            parseExport(out);
            return true;
        case K::At:
            parseDecorated(out);
            return true;
        case K::LeftBrace: {
            uint32_t close = partner(pos_);
            bool destructuring = close != kNoPartner && tokenAt(close + 1).kind == K::Equal;
            if (destructuring || (options_.repl && context_.newlines && depth_ == 1)) return false;
            if (braceLooksLikeMap(pos_)) {
                fail(Diag::BlockWhereMap);
                return true;
            }
            out.add(parseBraceBlock());
            return true;
        }
        case K::KwElse:
        case K::KwElif:
            fail(Diag::ElseWithoutIf, {names_.text(token().name()), "if"});
            return true;
        case K::KwCatch:
        case K::KwFinally:
            fail(Diag::ElseWithoutIf, {names_.text(token().name()), "try"});
            return true;
        default:
            return false;
    }
}

// Statements that a contextual word opens. Each needs something beside it that a name could not have.
bool Parser::parseWordStatement(Statements& out) {
    Name word = token().name();
    const Token& next = ahead();
    bool nextOnLine = !next.firstOnLine();
    bool named = nextOnLine && next.kind == K::Name;
    if (word == names::kPass && endsStatementAt(pos_ + 1)) {
        EmptyStmt* node = make<EmptyStmt>(begin());
        advance();
        out.add(finish(node));
        endStatement();
        return true;
    }
    if (word == names::kMatch && matchAhead()) {
        out.add(parseMatchStatement());
        return true;
    }
    if (!nextOnLine) return false;
    auto simple = [&](Stmt* stmt) {
        out.add(stmt);
        endStatement();
        return true;
    };
    if (word == names::kType && named && (kindAhead(2) == K::Equal || kindAhead(2) == K::Less)) {
        return simple(parseTypeAlias());
    }
    if ((word == names::kGlobal || word == names::kNonlocal) && named) {
        return simple(parseGlobal(word == names::kNonlocal));
    }
    if (word == names::kAssert && startsOperand(next)) {
        uint32_t close = next.kind == K::LeftParen ? partner(pos_ + 1) : kNoPartner;
        bool isCall = next.kind == K::LeftParen && (close == kNoPartner || endsStatementAt(close + 1));
        if (!isCall && next.kind != K::LeftBracket) return simple(parseAssert());
    }
    if (word == names::kDel && (named || next.kind == K::KwSelf)) {
        parseDelete(out);
        endStatement();
        return true;
    }
    if (word == names::kFrom && fromImportAhead()) return simple(parseFromImport(false));
    bool lazyImport =
        word == names::kLazy && (next.kind == K::KwImport || (named && next.name() == names::kFrom));
    if (lazyImport) {
        advance();
        parseImportStatement(out, true);
        return true;
    }
    if (word == names::kBench && benchAhead()) {
        out.add(parseBench());
        return true;
    }
    if (word == names::kAbstract && next.kind == K::KwClass) {
        advance();
        out.add(parseClass(ClassKind::Class, true, {}));
        return true;
    }
    if ((word == names::kMacro && named) ||
        (word == names::kForeign && (next.kind == K::KwFunction || next.kind == K::KwAsync))) {
        Modifiers modifiers = parseFunctionModifiers();
        out.add(parseFunctionDecl(modifiers, modifiers.isForeign ? BodyRule::TypeOnly : BodyRule::Required));
        if (modifiers.isForeign) endStatement();
        return true;
    }
    if (named && (word == names::kActor || word == names::kTrait || word == names::kError)) {
        ClassKind form = word == names::kActor   ? ClassKind::Actor
                         : word == names::kTrait ? ClassKind::Interface
                                                 : ClassKind::Error;
        out.add(parseClass(form, false, {}));
        return true;
    }
    return false;
}

Stmt* Parser::exprStmt(Expr* expr) {
    ExprStmt* node = make<ExprStmt>(expr->span.begin);
    node->expr = expr;
    return finish(node);
}

// An expression, an assignment of any form, or a typed declaration.
Stmt* Parser::parseExpressionStatement() {
    uint32_t start = begin();
    Expr* first = nullptr;
    bool mapTarget =
        at(K::LeftBrace) && partner(pos_) != kNoPartner && tokenAt(partner(pos_) + 1).kind == K::Equal;
    first = mapTarget ? parseMapTarget() : parseExpressionOrTuple();
    if (at(K::Equal)) return parseAssignment(first, start);
    BinaryOp op;
    if (assignmentOperator(op)) {
        CompoundAssignStmt* node = make<CompoundAssignStmt>(start);
        node->op = op;
        node->target = first;
        checkTarget(first);
        advance();
        node->value = parseExpressionOrTuple();
        return finish(node);
    }
    bool annotated =
        at(K::Colon) && !first->parenthesized && (isa<NameExpr>(first) || isa<MemberExpr>(first));
    if (annotated && !context_.noTuple) return parseTypedAssignment(first, start);
    return exprStmt(first);
}

bool Parser::assignmentOperator(BinaryOp& op) const {
    switch (kind()) {
        case K::PlusEqual:
            op = BinaryOp::Add;
            return true;
        case K::MinusEqual:
            op = BinaryOp::Subtract;
            return true;
        case K::StarEqual:
            op = BinaryOp::Multiply;
            return true;
        case K::StarStarEqual:
            op = BinaryOp::Power;
            return true;
        case K::SlashEqual:
            op = BinaryOp::Divide;
            return true;
        case K::FloorSlashEqual:
            op = BinaryOp::FloorDivide;
            return true;
        case K::PercentEqual:
            op = BinaryOp::Modulo;
            return true;
        case K::AmpEqual:
            op = BinaryOp::BitAnd;
            return true;
        case K::AmpAmpEqual:
            op = BinaryOp::And;
            return true;
        case K::PipeEqual:
            op = BinaryOp::BitOr;
            return true;
        case K::PipePipeEqual:
            op = BinaryOp::Or;
            return true;
        case K::CaretEqual:
            op = BinaryOp::BitXor;
            return true;
        case K::LessLessEqual:
            op = BinaryOp::ShiftLeft;
            return true;
        case K::GreaterGreaterEqual:
            op = BinaryOp::ShiftRight;
            return true;
        case K::GreaterGreaterGreaterEqual:
            op = BinaryOp::ShiftRightUnsigned;
            return true;
        case K::QuestionQuestionEqual:
            op = BinaryOp::Coalesce;
            return true;
        default:
            return false;
    }
}

// a = b = e
Stmt* Parser::parseAssignment(Expr* first, uint32_t start) {
    AssignStmt* node = make<AssignStmt>(start);
    ListBuilder<Expr> targets(*this);
    Expr* value = first;
    while (accept(K::Equal)) {
        targets.add(panic_ ? value : toTarget(value));
        value = parseExpressionOrTuple();
    }
    node->targets = targets.take(arena_);
    node->value = value;
    return finish(node);
}

// x: T = e, x: T
Stmt* Parser::parseTypedAssignment(Expr* target, uint32_t start) {
    AssignStmt* node = make<AssignStmt>(start);
    advance();
    node->declaredType = parseType();
    node->targets = single(target);
    if (accept(K::Equal)) node->value = parseExpressionOrTuple();
    return finish(node);
}

Seq<Expr*> Parser::parseDeclaredTargets() {
    ListBuilder<Expr> targets(*this);
    do {
        targets.add(parseTarget());
    } while (!panic_ && !atLineBreak() && accept(K::Comma));
    return targets.take(arena_);
}

// let a = 1, b: int = 2, [c, d] = xs: one VarDecl for each. let a, b = pair destructures a tuple.
void Parser::parseVarDecl(Statements& out) {
    uint32_t start = begin();
    VarKind form = at(K::KwLet) ? VarKind::Let : at(K::KwVar) ? VarKind::Var : VarKind::Const;
    advance();
    do {
        Seq<Expr*> targets = parseDeclaredTargets();
        bool tuple = targets.size() > 1 && at(K::Equal);
        if (tuple) {
            TupleExpr* all = make<TupleExpr>(targets[0]->span.begin);
            all->items = targets;
            out.add(parseDeclarator(form, finish(all), start));
        } else {
            // Without `=` behind it, all but the last of a list have neither type nor value.
            for (size_t i = 0; i + 1 < targets.size(); ++i) {
                VarDecl* node = make<VarDecl>(start);
                node->form = form;
                node->target = targets[i];
                out.add(finish(node));
            }
            out.add(parseDeclarator(form, targets.back(), start));
        }
        start = begin();
    } while (!panic_ && !atLineBreak() && accept(K::Comma));
}

Stmt* Parser::parseDeclarator(VarKind form, Expr* target, uint32_t start) {
    VarDecl* node = make<VarDecl>(start);
    node->form = form;
    node->target = target;
    if (accept(K::Colon)) node->declaredType = parseType();
    if (accept(K::Equal)) {
        Context context = context_;
        context.noTuple = !isa<TupleExpr>(target);
        ContextScope scope(*this, context);
        node->value = context.noTuple ? parseAssignmentValue() : parseExpressionOrTuple();
    }
    if (!panic_ && !node->value && form == VarKind::Const) {
        std::string_view name = isa<NameExpr>(target) ? names_.text(as<NameExpr>(target)->name) : "x";
        complain(Diag::MissingConstValue, target->span, {name});
    }
    return finish(node);
}

Stmt* Parser::parseReturn() {
    ReturnStmt* node = make<ReturnStmt>(begin());
    advance();
    bool hasValue = !atLineBreak() && !token().firstOnLine() &&
                    (startsOperand(token()) || at(K::KwYield) || at(K::Star) || at(K::Ellipsis));
    if (hasValue) node->value = parseExpressionOrTuple();
    return finish(node);
}

// throw e, raise T from cause, raise
Stmt* Parser::parseThrow() {
    ThrowStmt* node = make<ThrowStmt>(begin());
    advance();
    if (!token().firstOnLine() && startsOperand(token())) {
        node->value = parseExpression();
        if (atName(names::kFrom) && !atLineBreak()) {
            advance();
            node->cause = parseExpression();
        }
    }
    return finish(node);
}

Stmt* Parser::parseGlobal(bool nonlocal) {
    GlobalStmt* node = make<GlobalStmt>(begin());
    node->nonlocal = nonlocal;
    advance();
    ListBuilder<NameExpr> list(*this);
    do {
        Span span;
        Name name = expectName("a variable name", &span);
        list.add(makeName(name, span));
    } while (!panic_ && accept(K::Comma));
    node->names = list.take(arena_);
    return finish(node);
}

// assert c, message: the call assert(c, message).
Stmt* Parser::parseAssert() {
    uint32_t start = begin();
    CallExpr* call = make<CallExpr>(start);
    call->callee = makeName(token().name(), here());
    advance();
    ListBuilder<Arg> args(*this);
    do {
        Arg* arg = make<Arg>(begin());
        arg->value = parseExpression();
        args.add(finish(arg));
    } while (!panic_ && args.size() < 2 && accept(K::Comma));
    call->args = args.take(arena_);
    return exprStmt(finish(call));
}

// del a[i], del a[i:j], del o.name; del x assigns null.
void Parser::parseDelete(Statements& out) {
    advance();
    do {
        Stmt* stmt = parseDeleted();
        if (stmt) out.add(stmt);
    } while (!panic_ && accept(K::Comma));
}

Stmt* Parser::parseDeleted() {
    uint32_t start = begin();
    Expr* target = parseTargetItem();
    if (isa<NameExpr>(target)) {
        AssignStmt* assign = make<AssignStmt>(start);
        assign->targets = single(target);
        assign->value = finish(make<NullLit>(start));
        return finish(assign);
    }
    if (!isa<IndexExpr>(target) && !isa<SliceExpr>(target) && !isa<MemberExpr>(target)) {
        fail(Diag::UnexpectedStatement, target->span,
             {"deleting this", "delete an element, a slice, a field or a name"});
        return nullptr;
    }
    DeleteStmt* node = make<DeleteStmt>(start);
    node->target = target;
    return finish(node);
}

// A match that goes on as an expression (match x {…} |> f) is an expression statement.
Stmt* Parser::parseMatchStatement() {
    uint32_t start = begin();
    Expr* expr = parseExpression();
    auto* match = dynAs<MatchExpr>(expr);
    if (!match) {
        Stmt* stmt = exprStmt(expr);
        endStatement();
        return stmt;
    }
    MatchStmt* node = make<MatchStmt>(start);
    node->match = match;
    return finish(node);
}

// ---- ends and recovery

// A statement ends at a newline, `;`, or a closing bracket.
void Parser::endStatement() {
    if (panic_ || accept(K::Semicolon) || at(K::EndOfFile) || token().firstOnLine()) return;
    switch (kind()) {
        case K::RightBrace:
        case K::RightParen:
        case K::RightBracket:
            return;
        case K::Comma:
            if (context_.commaEnds) return;
            break;
        case K::KwElse:
        case K::KwElif:
        case K::KwCatch:
        case K::KwFinally:
        case K::KwWhile:
            if (context_.singleBody) return;
            break;
        default:
            break;
    }
    if (!failMisspeltKeyword()) fail(Diag::ExpectedStatementEnd, {found()});
}

// A name at the start of a line that something else follows was meant as a keyword, most likely.
bool Parser::failMisspeltKeyword() {
    if (pos_ == 0 || tokens_[pos_ - 1].kind != K::Name || !tokens_[pos_ - 1].firstOnLine()) return false;
    const Span word = spanOf(tokens_[pos_ - 1]);
    const std::string_view text = file_.text(word);
    if (text == "print") {
        fail(Diag::MisspeltKeyword, word, {text, "print is a function: write `print(…)`"});
        return true;
    }
    const std::string_view meant = keywordMeant(text);
    if (meant.empty()) return false;
    fail(Diag::MisspeltKeyword, word, {text, ""}).suggest(word, meant);
    return true;
}

// Skips the rest of the statement that began at the index and ends the panic.
void Parser::recover(size_t start) {
    panic_ = false;
    bool isHeader = opensBody(tokens_[start].kind) && !overflow_;
    overflow_ = false;
    // Out of the outermost bracket of the statement that the error is in.
    for (size_t i = start; i < pos_;) {
        size_t next = skipGroup(i);
        bool inside = next > pos_ && next > i + 1;
        if (inside) pos_ = next;
        i = next;
    }
    skipBroken(start, isHeader);
    syncLine();
}

void Parser::skipBroken(size_t start, bool isHeader) {
    while (!at(K::EndOfFile)) {
        const Token& t = token();
        if (t.firstOnLine() && pos_ > start) {
            bool body = pos_ > 0 && tokens_[pos_ - 1].kind == K::Colon;
            if (body) parseBrokenSuite(isHeader);
            if (!body || !clauseAhead()) return;
            start = pos_;
            ++pos_;
            continue;
        }
        switch (t.kind) {
            case K::Semicolon:
                ++pos_;
                return;
            case K::LeftBrace:
                if (isHeader && t.payload != kNoPartner) {
                    syncLine();
                    parseBraceBlock();
                    panic_ = false;
                    if (!clauseAhead()) return;
                    start = pos_;
                    break;
                }
                pos_ = skipGroup(pos_);
                break;
            case K::RightParen:
            case K::RightBracket:
            case K::RightBrace:
            case K::InterpolationEnd:
            case K::StringEnd:
                if (t.payload == kNoPartner || t.payload < start) {
                    if (t.payload != kNoPartner || t.kind == K::RightBrace) return;
                }
                ++pos_;
                break;
            default:
                pos_ = skipGroup(pos_);
                break;
        }
        ++steps_;
        if (pos_ > last_) pos_ = last_;
    }
}

// A clause of the broken header before it.
bool Parser::clauseAhead() const {
    return at(K::KwElse) || at(K::KwElif) || at(K::KwCatch) || at(K::KwFinally);
}

// The lines under a broken header: statements are parsed for their own errors, other bodies are skipped.
void Parser::parseBrokenSuite(bool isHeader) {
    syncLine();
    uint32_t column = lineColumn_;
    if (at(K::EndOfFile) || token().column <= column) return;
    if (isHeader) {
        parseSuite(column);
        panic_ = false;
        return;
    }
    while (!at(K::EndOfFile) && (!token().firstOnLine() || token().column > column)) {
        K k = token().kind;
        bool closes = (k == K::RightBrace || k == K::RightParen || k == K::RightBracket);
        if (closes) return;
        pos_ = skipGroup(pos_);
    }
}

// After a jump: the column of the line before the current token.
void Parser::syncLine() {
    size_t i = pos_;
    while (i > 0 && !tokens_[i - 1].firstOnLine()) --i;
    if (i > 0) lineColumn_ = tokens_[i - 1].column;
}

}  // namespace noodle::parse_detail
