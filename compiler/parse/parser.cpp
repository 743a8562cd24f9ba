#include "compiler/parse/parser.h"

#include <algorithm>

#include "compiler/ast/walk.h"
#include "compiler/lex/lexer.h"

namespace noodle {

ParseResult parse(SourceFile& file, NameTable& names, Arena& arena, DiagnosticSink& sink,
                  ParseOptions options) {
    size_t firstDiagnostic = sink.diagnostics().size();
    TokenStream stream = lex(file, names, arena, sink);
    parse_detail::Parser parser(file, names, arena, sink, std::move(stream), options, firstDiagnostic);
    return parser.run();
}

ast::Module* parseModule(SourceFile& file, NameTable& names, Arena& arena, DiagnosticSink& sink) {
    return parse(file, names, arena, sink).module;
}

namespace parse_detail {

Parser::Parser(SourceFile& file, NameTable& names, Arena& arena, DiagnosticSink& sink, TokenStream&& stream,
               ParseOptions options, size_t firstDiagnostic)
    : file_(file),
      names_(names),
      arena_(arena),
      sink_(sink),
      stream_(std::move(stream)),
      tokens_(stream_.tokens),
      options_(options),
      firstDiagnostic_(firstDiagnostic),
      last_(stream_.tokens.size() - 1) {}

ParseResult Parser::run() {
    size_t mark = firstDiagnostic_;
    collectLexErrorLines();
    Module* module = make<Module>(0);
    module->source = &file_;
    module->isLayoutFile = stream_.isLayoutFile;
    Block* body = make<Block>(0);
    {
        Statements statements(*this);
        while (!at(K::EndOfFile)) {
            if (at(K::RightBrace) || at(K::RightParen) || at(K::RightBracket)) {
                skipStrayClosers();
                continue;
            }
            parseStatement(statements);
        }
        body->stmts = statements.take(arena_);
    }
    module->body = finish(body);
    finish(module);
    if (hasErrorsSince(mark)) {
        if (!reportDamage(mark)) reportImbalance(mark);
    } else if (usedSuite_ && stream_.divisionLikeComment.isValid()) {
        complain(Diag::FloorDivisionComment, stream_.divisionLikeComment);
    }
    sink_.sort();
    ParseResult result;
    result.module = module;
    result.steps = steps_;
    bool blankLineAtEnd = file_.text().ends_with("\n\n") || file_.text().ends_with("\n\r\n");
    result.incomplete = incomplete_ || stream_.endsInside || (suiteAtEnd_ && !blankLineAtEnd);
    return result;
}

// A line whose tokens are already wrong gets no error from the parser.
void Parser::collectLexErrorLines() {
    const auto& all = sink_.diagnostics();
    for (size_t i = firstDiagnostic_; i < all.size(); ++i) {
        bool here = all[i].severity == Severity::Error && all[i].span.file == stream_.file;
        if (here) lexErrorLines_.push_back(file_.lineOf(all[i].span.begin));
    }
    std::sort(lexErrorLines_.begin(), lexErrorLines_.end());
}

bool Parser::isLexErrorLine(uint32_t offset) const {
    return !lexErrorLines_.empty() &&
           std::binary_search(lexErrorLines_.begin(), lexErrorLines_.end(), file_.lineOf(offset));
}

bool Parser::hasErrorsSince(size_t mark) const {
    const auto& all = sink_.diagnostics();
    return std::any_of(all.begin() + static_cast<std::ptrdiff_t>(mark), all.end(),
                       [](const Diagnostic& d) { return d.severity == Severity::Error; });
}

// One error for a run of closing brackets that close nothing.
void Parser::skipStrayClosers() {
    std::string_view opening = at(K::RightParen) ? "(" : at(K::RightBracket) ? "[" : "{";
    complain(Diag::UnmatchedClose, here(), {file_.text(here()), opening});
    do {
        advance();
    } while ((at(K::RightBrace) || at(K::RightParen) || at(K::RightBracket)) &&
             token().payload == kNoPartner);
}

// ---- tokens

size_t Parser::skipGroup(size_t index) const {
    switch (tokenAt(index).kind) {
        case K::LeftParen:
        case K::LeftBracket:
        case K::LeftBrace:
        case K::StringBegin:
        case K::InterpolationBegin: {
            uint32_t close = tokens_[index].payload;
            return close == kNoPartner ? index + 1 : close + 1;
        }
        default:
            return index + 1;
    }
}

std::string Parser::describeToken(const Token& t) const {
    if (t.kind == K::Name || isKeyword(t.kind)) {
        return (t.kind == K::Name ? "the name `" : "`") + text(t.name()) + "`";
    }
    return describe(t.kind);
}

bool Parser::expect(K k) {
    if (accept(k)) return true;
    std::string wanted = describe(k);
    fail(Diag::ExpectedToken, {wanted, found()});
    return false;
}

bool Parser::expectClose(K k, uint32_t openToken, std::string_view expected) {
    if (accept(k)) return true;
    if (panic_) return false;
    std::string wanted = expected.empty() ? describe(k) : std::string(expected);
    const Token& open = tokens_[openToken];
    auto builder = fail(Diag::ExpectedToken, {wanted, found()});
    builder.note(spanOf(open), describe(open.kind) + " was opened here");
    return false;
}

Name Parser::expectName(std::string_view what, Span* span) {
    if (at(K::Name) || at(K::KwSelf)) {
        Name name = at(K::KwSelf) ? names::kSelf : token().name();
        if (span) *span = here();
        advance();
        return name;
    }
    if (isKeyword(kind())) {
        fail(Diag::KeywordAsName, {names_.text(token().name())});
    } else {
        fail(Diag::ExpectedName, {what, found()});
    }
    return Name{};
}

// Where the grammar leaves no doubt that a name follows, keywords are names too.
Name Parser::takeMemberName(std::string_view what, Span* span) {
    if (!atNameOrKeyword()) return expectName(what, span);
    Name name = token().name();
    if (span) *span = here();
    advance();
    return name;
}

// ---- errors

DiagnosticSink::Builder Parser::fail(Diag code, Span span, std::initializer_list<std::string_view> args) {
    if (panic_) return DiagnosticSink::Builder(nullptr);
    panic_ = true;
    bool lexerKnows = isLexErrorLine(span.begin) || isLexErrorLine(previousEnd());
    if (lexerKnows) return DiagnosticSink::Builder(nullptr);
    return complain(code, span, args);
}

DiagnosticSink::Builder Parser::complain(Diag code, Span span, std::initializer_list<std::string_view> args) {
    if (tokens_[pos_].kind == K::EndOfFile) {
        incomplete_ = true;
        // What is missing at the end of the file is missing behind the last token, not on the empty line
        // after it.
        if (span == here()) span.begin = span.end = previousEnd();
    }
    auto builder = sink_.report(code, span, args);
    if (sink_.isFull()) pos_ = last_;
    return builder;
}

void Parser::failNesting() {
    std::string limit = std::to_string(kMaxNesting);
    fail(Diag::NestedTooDeeply, {limit});
    overflow_ = true;
}

Expr* Parser::bad() {
    BadExpr* node = make<BadExpr>(begin());
    node->height = 1;
    return node;
}

// ---- nodes

// Kinds that take several basic blocks themselves.
static bool makesBlocks(const Node& node) {
    // A longer pipeline is cut into statements, because each stage stands inside the call of the next.
    constexpr uint16_t kLongPipeline = 300;
    switch (node.kind) {
        case NodeKind::BinaryExpr:
            return as<BinaryExpr>(&node)->op == BinaryOp::Pipe && node.height > kLongPipeline;
        case NodeKind::IfExpr:
        case NodeKind::MatchExpr:
            return true;
        case NodeKind::YieldExpr:
            return as<YieldExpr>(&node)->isFrom;
        case NodeKind::ComprehensionExpr:
            return as<ComprehensionExpr>(&node)->form != ComprehensionKind::Generator;
        default:
            return false;
    }
}

// What a node has of its children: statements and functions evaluate theirs elsewhere, and of a generator
// only the first iterable is evaluated where it stands.
static bool inheritsBlocks(const Node& node, bool childNeedsBlocks) {
    if (isStmt(node.kind) || node.kind == NodeKind::Function || node.kind == NodeKind::Module) return false;
    const auto* generator = dynAs<ComprehensionExpr>(&node);
    if (generator == nullptr || !childNeedsBlocks) return childNeedsBlocks;
    return generator->clauses[0]->iterable->needsBlocks;
}

// A node above one that is already too high stays silent: its height is kMaxHeight + 2 before clamping.
void Parser::seal(Node* node) {
    uint32_t height = 0;
    bool childNeedsBlocks = false;
    bool mayDeclare = node->kind == NodeKind::AssignExpr;
    forEachChild(*node, [&](Node& child) {
        height = std::max<uint32_t>(height, child.height);
        childNeedsBlocks |= child.needsBlocks;
        mayDeclare |= child.mayDeclare || isStmt(child.kind);
    });
    ++height;
    if (height == kMaxHeight + 1) failHeight(node);
    node->height = static_cast<uint16_t>(std::min(height, kMaxHeight + 1));
    node->needsBlocks = makesBlocks(*node) || inheritsBlocks(*node, childNeedsBlocks);
    node->mayDeclare = mayDeclare && node->kind != NodeKind::Function;
}

void Parser::failHeight(const Node* node) {
    bool chain = isa<BinaryExpr>(node) || isa<CallExpr>(node) || isa<MemberExpr>(node) ||
                 isa<IndexExpr>(node) || isa<UnaryExpr>(node) || isa<SliceExpr>(node);
    std::string limit = std::to_string(chain ? kMaxHeight : kMaxNesting);
    Span start{stream_.file, node->span.begin, node->span.begin};
    fail(chain ? Diag::ExpressionTooLong : Diag::NestedTooDeeply, start, {limit});
}

NameExpr* Parser::makeName(Name name, Span span) {
    NameExpr* node = make<NameExpr>(span.begin);
    node->name = name;
    node->span.end = span.end;
    node->height = 1;
    return node;
}

StringLit* Parser::makeString(std::string_view value, Span span) {
    StringLit* node = make<StringLit>(span.begin);
    node->value = value;
    node->span.end = span.end;
    node->height = 1;
    return node;
}

}  // namespace parse_detail
}  // namespace noodle
