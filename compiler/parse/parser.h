// The parser's state and its parts. Private to compiler/parse.
//
// Vocabulary. Context: what newlines, braces, commas and `=>` mean right here; brackets and blocks set a
// fresh one. Panic: after an error every token reads as the end of the file, so all loops end and nothing
// more is reported, until the statement that was being parsed recovers. Suite: the body of a colon header.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/diag.h"
#include "compiler/lex/token.h"
#include "compiler/parse/parse.h"
#include "runtime/base/check.h"

namespace noodle::parse_detail {

using namespace ast;  // NOLINT: the parser is about nodes
using K = TokenKind;

struct Context {
    bool newlines = true;       // a newline can end what is being parsed
    bool header = false;        // `{` after a complete operand opens a block
    bool noReturnType = false;  // `(…) :` is not the head of a lambda
    bool guard = false;         // `=>` ends the expression
    bool noAs = false;          // `as` binds a name, it does not cast
    bool noTuple = false;       // a comma belongs to the construct around
    bool singleBody = false;    // `else` and its like may follow a statement on its line
    bool commaEnds = false;     // a comma ends a statement
};
inline constexpr Context kInBrackets{.newlines = false};

// What is read before a declaration.
struct Modifiers {
    uint32_t begin = 0;
    bool isAsync = false;
    bool isStatic = false;
    bool isPrivate = false;
    bool isVirtual = false;
    bool isAbstract = false;
    bool isForeign = false;
    bool isMacro = false;
    bool isConst = false;
    bool isClassMethod = false;
    FunctionKind form = FunctionKind::Plain;
    Seq<Expr*> decorators;
};

// TypeOnly: what follows a `:` on the line is a type, and the body may be missing.
enum class BodyRule : uint8_t { Required, TypeOnly };

class Parser {
  public:
    Parser(SourceFile& file, NameTable& names, Arena& arena, DiagnosticSink& sink, TokenStream&& stream,
           ParseOptions options, size_t firstDiagnostic);
    ParseResult run();

  private:
    // ---- parser.cpp: tokens, errors, nodes
    const Token& token() const { return tokens_[pos_]; }
    K kind() const { return panic_ ? K::EndOfFile : tokens_[pos_].kind; }
    const Token& tokenAt(size_t index) const { return tokens_[index < last_ ? index : last_]; }
    const Token& ahead(size_t n = 1) const { return tokenAt(pos_ + n); }
    K kindAhead(size_t n = 1) const { return panic_ ? K::EndOfFile : ahead(n).kind; }
    bool at(K k) const { return kind() == k; }
    bool atName(Name name) const { return at(K::Name) && token().name() == name; }
    bool aheadOnLine(size_t n = 1) const { return !ahead(n).firstOnLine(); }
    bool atLineBreak() const { return context_.newlines && token().firstOnLine(); }
    // Any line, whatever the context: words that need their operand beside them.
    bool nextIsNameOnLine() const { return kindAhead() == K::Name && aheadOnLine(); }
    void advance() {
        if (panic_) return;
        const Token& t = tokens_[pos_];
        if (t.firstOnLine()) lineColumn_ = t.column;
        ++steps_;
        if (pos_ < last_) ++pos_;
    }
    bool accept(K k) {
        if (!at(k)) return false;
        advance();
        return true;
    }
    bool acceptName(Name name) {
        if (!atName(name)) return false;
        advance();
        return true;
    }
    bool expect(K k);
    void skipStrayClosers();
    void collectLexErrorLines();
    bool isLexErrorLine(uint32_t offset) const;
    bool hasErrorsSince(size_t mark) const;
    // expect of a closing bracket, with a note at the opening one.
    bool expectClose(K k, uint32_t openToken, std::string_view expected = {});
    bool atNameOrKeyword() const { return at(K::Name) || isKeyword(kind()); }
    Name expectName(std::string_view what, Span* span = nullptr);
    Name takeMemberName(std::string_view what, Span* span = nullptr);
    uint32_t partner(size_t index) const { return tokenAt(index).payload; }
    K kindBehindGroup() const { return tokenAt(skipGroup(pos_)).kind; }
    // Column of the line that the current token stands on.
    uint32_t lineColumn() const { return token().firstOnLine() ? token().column : lineColumn_; }
    size_t skipGroup(size_t index) const;  // behind the bracket group at index, or the next token
    Span spanOf(const Token& t) const { return {stream_.file, t.begin, t.end}; }
    Span here() const { return spanOf(token()); }
    uint32_t begin() const { return token().begin; }
    uint32_t previousEnd() const { return pos_ ? tokens_[pos_ - 1].end : 0; }
    std::string found() const { return describeToken(token()); }
    std::string describeToken(const Token& t) const;
    std::string text(Name name) const { return std::string(names_.text(name)); }

    // Reports at the token (or span) and panics. Dropped while panicking.
    DiagnosticSink::Builder fail(Diag code, Span span, std::initializer_list<std::string_view> args = {});
    DiagnosticSink::Builder fail(Diag code, std::initializer_list<std::string_view> args = {}) {
        return fail(code, here(), args);
    }
    // Reports and goes on.
    DiagnosticSink::Builder complain(Diag code, Span span, std::initializer_list<std::string_view> args = {});
    void failExpected(std::string_view expected) { fail(Diag::ExpectedToken, {expected, found()}); }
    Expr* bad();

    template <typename T>
    T* make(uint32_t beginOffset) {
        T* node = arena_.make<T>();
        node->kind = T::kKind;
        node->span = {stream_.file, beginOffset, beginOffset};
        return node;
    }
    template <typename T>
    T* finish(T* node) {
        node->span.end = previousEnd();
        seal(node);
        return node;
    }
    void seal(Node* node);
    void failHeight(const Node* node);
    NameExpr* makeName(Name name, Span span);
    StringLit* makeString(std::string_view value, Span span);

    // Collects the items of a Seq on a shared stack.
    template <typename T>
    class ListBuilder {
      public:
        explicit ListBuilder(Parser& parser) : scratch_(parser.scratch_), base_(scratch_.size()) {}
        ListBuilder(const ListBuilder&) = delete;
        ListBuilder& operator=(const ListBuilder&) = delete;
        ~ListBuilder() { scratch_.resize(base_); }
        // Only the youngest builder may add.
        void add(T* node) {
            NOODLE_DCHECK(scratch_.size() == base_ + size_, "a younger list is still open");
            scratch_.push_back(node);
            ++size_;
        }
        size_t size() const { return size_; }
        T* operator[](size_t i) const { return static_cast<T*>(scratch_[base_ + i]); }
        T* back() const { return (*this)[size_ - 1]; }
        Seq<T*> take(Arena& arena) {
            Seq<T*> seq;
            seq.size_ = static_cast<uint32_t>(size());
            if (!seq.size_) return seq;
            seq.data_ = static_cast<T**>(arena.allocate(size() * sizeof(T*), alignof(T*)));
            for (size_t i = 0; i < seq.size_; ++i) seq.data_[i] = (*this)[i];
            return seq;
        }

      private:
        std::vector<Node*>& scratch_;
        size_t base_;
        size_t size_ = 0;
    };
    using Statements = ListBuilder<Stmt>;

    struct ContextScope {
        ContextScope(Parser& p, Context context) : parser(p), saved(p.context_) { p.context_ = context; }
        ~ContextScope() { parser.context_ = saved; }
        ContextScope(const ContextScope&) = delete;
        ContextScope& operator=(const ContextScope&) = delete;
        Parser& parser;
        Context saved;
    };
    // Counts one level of nesting; false (and an error) past the limit.
    struct Nesting {
        explicit Nesting(Parser& p) : parser(p), ok(++p.depth_ <= kMaxDepth) {
            if (!ok) p.failNesting();
        }
        ~Nesting() { --parser.depth_; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;
        explicit operator bool() const { return ok; }
        Parser& parser;
        bool ok;
    };
    void failNesting();
    // Finds out whether the body parsed in its life makes the function a generator.
    struct YieldScope {
        YieldScope(Parser& p, Function* f) : parser(p), function(f), saved(p.sawYield_) {
            p.sawYield_ = false;
        }
        ~YieldScope() {
            function->isGenerator |= parser.sawYield_;
            parser.sawYield_ = saved;
        }
        YieldScope(const YieldScope&) = delete;
        YieldScope& operator=(const YieldScope&) = delete;
        Parser& parser;
        Function* function;
        bool saved;
    };

    // ---- lookahead.cpp: decisions without parsing
    bool isTypeName(Name name) const;
    uint32_t genericClose(size_t less);
    size_t scanType(size_t index, bool strict);
    bool scanTypeName(size_t index, bool strict) const;
    size_t headerStop(size_t index);
    bool startsOperand(const Token& t) const;
    bool continuesLine();
    bool isArmAhead();
    bool optionalIndexAhead() const;
    bool operatorHere() { return !atLineBreak() || continuesLine(); }
    bool lambdaAhead(size_t index);
    bool matchAhead() const;
    bool braceIsMapAfterArrow(size_t brace);
    bool entryIsMap(size_t afterColon, size_t close);
    bool braceLooksLikeMap(size_t brace) const;
    bool braceIsStructLiteral(size_t brace) const;
    bool groupIsWholeCondition(size_t openParen);
    bool groupHasTop(size_t open, K wanted, K alternative) const;
    bool endsStatementAt(size_t index) const;

    // ---- parse_expr.cpp
    Expr* parseExpression();
    Expr* parseExpressionOrTuple();
    Expr* parsePipeline();
    Expr* parseConditional();
    Expr* parseTernary(Expr* condition, uint32_t start);
    Expr* parseBinary(Level min);
    Expr* parseNot();
    Expr* parseComparison(Expr* first, uint32_t start);
    Expr* parseComparisonOperand(BinaryOp op);
    bool binaryOperator(BinaryOp& op, Level& level) const;
    bool comparisonOperator(BinaryOp& op, size_t& width) const;
    Expr* makeBinary(BinaryOp op, Span opSpan, Expr* left, Expr* right, uint32_t start);
    Expr* parseUnary();
    Expr* wrapUnary(const Token& op, Expr* operand);
    Expr* parsePower();
    Expr* parseYield();
    Expr* parseCondition(std::string_view what);

    // ---- parse_postfix.cpp
    Expr* parsePostfix();
    Expr* parsePostfixOf(Expr* operand, uint32_t start);
    Expr* parseMember(Expr* object, uint32_t start, bool optional);
    Expr* parseSubscript(Expr* object, uint32_t start, bool optional);
    Expr* parseCall(Expr* callee, Seq<TypeExpr*> typeArgs, uint32_t start, bool optional);
    Expr* parseStructLiteral(Expr* callee, Seq<TypeExpr*> typeArgs, uint32_t start);
    Expr* parseGenericUse(Expr* callee, uint32_t start);
    Expr* parseNew();
    Expr* parseSuper();
    Seq<Arg*> parseArgs();
    Arg* parseArg();
    bool namedArgAhead() const;
    Expr* parseIncrement(Expr* operand, uint32_t start);
    bool isAssignable(const Expr* expr) const;

    // ---- parse_primary.cpp
    Expr* parsePrimary();
    Expr* parseNameOrWord();
    Expr* parseTypeTestCall();
    Expr* parseStream();
    Expr* parseNumber();
    Expr* parseBool();
    Expr* parseParenthesized();
    Expr* parseListLiteral();
    Expr* parseBraceLiteral();
    Expr* parseMapOrSetItems(uint32_t start, uint32_t open);
    Expr* parseMapKey(bool& bareName);
    MapEntry* parseMapEntry(bool& bareName);
    Expr* parseItem();
    Expr* parseSpread();
    bool comprehensionAhead() const;
    Seq<Expr*> parseFilters();
    Expr* parseComprehension(ComprehensionKind form, Expr* key, Expr* element, uint32_t start);
    Expr* parseIfExpr();
    Block* parseIfExprBody();
    Expr* parseMatchExpr();

    // ---- parse_string.cpp
    Expr* parseStringRun();
    Expr* parseBytesRun();
    void parseInterpolated(ListBuilder<StringPart>& parts);
    void parseInterpolation(ListBuilder<StringPart>& parts);
    Expr* parseFormatSpec();
    StringPart* makeTextPart(std::string_view value, Span span);
    Expr* joinParts(ListBuilder<StringPart>& parts, uint32_t start);

    // ---- parse_lambda.cpp
    Expr* parseLambda(bool isAsync, uint32_t start);
    Expr* parseWordLambda();
    Expr* parseFunctionExpr(bool isAsync, uint32_t start);
    Expr* parseAsyncExpr();
    void parseLambdaBody(Function* function);
    Block* returnBlock(Expr* value);
    Seq<Param*> parseParams(K close);
    Param* parseParam(bool typed);
    Expr* parseAssignmentValue();
    bool assignmentOperator(BinaryOp& op) const;
    Expr* lambdaOf(Function* function, uint32_t start);

    // ---- parse_target.cpp
    Expr* parseTarget();
    Seq<Expr*> single(Expr* expr);
    Expr* parseTargetItem();
    Expr* parseTargetList(K stop);
    Expr* parseMapTarget();
    void checkTarget(Expr* target);
    Expr* toTarget(Expr* expr);
    std::string_view whatIs(const Expr* expr) const;

    // ---- parse_type.cpp
    TypeExpr* parseType(bool fatArrow = true);
    TypeExpr* parseTestedType();
    TypeExpr* parseTypeTerm(bool fatArrow, bool nullable);
    TypeExpr* parseTypePrimary(bool fatArrow);
    TypeExpr* parseTypeSuffixes(TypeExpr* type, uint32_t start, bool nullable);
    TypeExpr* parseNamedType();
    TypeExpr* parseParenType(bool fatArrow);
    TypeExpr* parseLiteralType();
    Seq<TypeExpr*> parseTypeArgs();
    Seq<TypeExpr*> parseTypeList(bool fatArrow);
    TypeExpr* makeListType(TypeExpr* item, uint32_t start);
    void splitGreater();
    Seq<TypeParam*> parseTypeParams();
    Seq<TypeExpr*> parseBounds();
    Seq<WhereBound*> parseWhere();

    // ---- parse_stmt.cpp
    void parseStatement(Statements& out);
    void parseStatementBody(Statements& out);
    bool parseKeywordStatement(Statements& out);
    bool parseWordStatement(Statements& out);
    void parseSimple(Statements& out);
    Stmt* parseExpressionStatement();
    Stmt* parseAssignment(Expr* first, uint32_t start);
    Stmt* parseTypedAssignment(Expr* target, uint32_t start);
    void parseVarDecl(Statements& out);
    Seq<Expr*> parseDeclaredTargets();
    Stmt* parseDeclarator(VarKind form, Expr* target, uint32_t start);
    Stmt* parseReturn();
    Stmt* parseThrow();
    Stmt* parseGlobal(bool nonlocal);
    Stmt* parseAssert();
    void parseDelete(Statements& out);
    Stmt* parseDeleted();
    Stmt* parseMatchStatement();
    Stmt* exprStmt(Expr* expr);
    void endStatement();
    bool failMisspeltKeyword();
    void recover(size_t start);
    void skipBroken(size_t start, bool isHeader);
    bool clauseAhead() const;
    void parseBrokenSuite(bool isHeader);
    void syncLine();

    // ---- parse_block.cpp
    Block* parseBody(std::string_view header, uint32_t headerColumn, bool allowSingle);
    Block* parseBraceBlock();
    void parseBraceStatements(Statements& out, uint32_t open);
    Block* parseSuite(uint32_t headerColumn);
    void parseSuiteLines(Statements& out, uint32_t headerColumn);
    void parseInlineSuite(Statements& out);
    Block* parseSingleStatement();
    // A body of things that are not statements (arms, members, variants): in braces or a colon suite,
    // separated by newlines, commas or semicolons. `item` parses one.
    template <typename Item>
    void parseMembersBody(std::string_view header, uint32_t headerColumn, Item&& item);
    bool beginMembers(std::string_view header, uint32_t headerColumn);
    bool checkIndent(const Token& first, uint32_t headerColumn, uint32_t& tolerated);
    uint32_t plainColumn(const Token& t) const;
    bool sameHeaderColumn(uint32_t headerColumn) const;
    bool acceptClause(K k, uint32_t headerColumn);

    // ---- parse_flow.cpp
    Stmt* parseIf();
    Stmt* parseWhile();
    Stmt* parseDoWhile();
    Stmt* parseFor(bool isAsync);
    Stmt* parseForIn(bool isAsync, uint32_t start, uint32_t column, bool grouped, bool ownLine);
    Block* parseLoopElse(uint32_t column);
    Stmt* parseForC(uint32_t start, uint32_t column);
    Stmt* parseTry();
    CatchClause* parseCatch(uint32_t headerColumn);
    void parseCatchHead(CatchClause* clause);
    void parseCatchGroup(CatchClause* clause);
    Stmt* parseWith(bool isAsync);
    void parseWithItems(ListBuilder<WithItem>& items, bool grouped);

    // ---- parse_match.cpp
    MatchExpr* parseMatch();
    void parseArms(ListBuilder<MatchArm>& arms, uint32_t headerColumn);
    MatchArm* parseArm();
    void parseArmBody(MatchArm* arm, uint32_t column);
    Block* parseArrowBody(MatchArm* arm);

    // ---- parse_pattern.cpp
    Pattern* parsePattern(bool nested);
    Pattern* parseOrPattern(bool nested);
    Pattern* parsePatternTerm(bool nested);
    Pattern* parseNamePattern(bool nested);
    Pattern* parseLiteralPattern();
    Pattern* parseMapPattern();
    Pattern* parseSequencePattern(K close);
    Pattern* parseConstructorPattern(Expr* callee, uint32_t start);
    PatternArg* parsePatternArg(bool braces);
    Pattern* parseRestPattern();
    bool typedPatternAhead(bool nested);
    bool bracePatternAhead() const;
    Expr* parsePatternValue();

    // ---- parse_decl.cpp
    Stmt* parseFunctionDecl(const Modifiers& modifiers, BodyRule rule);
    Function* parseFunctionRest(Function* function, BodyRule rule, uint32_t column);
    void parseSignatureTail(Function* function, BodyRule rule);
    void parseFunctionBody(Function* function, BodyRule rule, uint32_t column);
    bool colonStartsBody(BodyRule rule);
    bool functionDeclAhead() const;
    Function* makeFunction(const Modifiers& modifiers);
    void parseDecorated(Statements& out);
    Seq<Expr*> parseDecorators(Modifiers& modifiers);
    bool applyKnownDecorator(const Expr* decorator, Modifiers& modifiers) const;
    Modifiers parseFunctionModifiers();
    bool benchAhead() const;
    Stmt* parseBench();
    Stmt* parseTypeAlias();
    Stmt* parseEnum(Seq<Expr*> decorators);
    void parseEnumBody(EnumDecl* decl, uint32_t column);
    void decorate(Stmt* declaration, Seq<Expr*> decorators);
    EnumVariant* parseVariant();
    bool variantAhead() const;
    Param* parsePayloadField();

    // ---- parse_class.cpp
    Stmt* parseClass(ClassKind form, bool isAbstract, Seq<Expr*> decorators);
    void parseClassHeader(ClassDecl* decl);
    void parseClassBody(ClassDecl* decl, uint32_t column);
    void parseMember(Statements& members, ClassDecl* decl);
    void parseMemberBody(Statements& members, ClassDecl* decl);
    bool parseNestedDeclaration(Statements& members, const Modifiers& modifiers);
    Modifiers parseMemberModifiers();
    bool applyModifier(Name word, Modifiers& modifiers) const;
    bool modifierAhead() const;
    bool accessorAhead() const;
    Stmt* parseMethod(Modifiers& modifiers, BodyRule rule);
    Stmt* parseField(const Modifiers& modifiers, const ClassDecl* decl);
    bool statementAhead() const;
    BodyRule bodyRule(const Modifiers& modifiers, const ClassDecl* decl) const;

    // ---- parse_module.cpp
    Stmt* parseFromImport(bool isLazy);
    bool fromImportAhead() const;
    bool importFromAhead() const;
    void parseImportModule(Statements& out, bool isLazy, uint32_t start);
    Stmt* parseQuotedImport(bool isLazy, uint32_t start);
    void parseImportStatement(Statements& out, bool isLazy);
    Seq<ImportItem*> parseImportItems(K close);
    ImportItem* parseImportItem();
    std::string_view parseModulePath(bool* quoted, uint32_t* dots, Span* span);
    void parseExport(Statements& out);
    Stmt* parseExportList();
    Stmt* parseExportStar();

    // ---- damage.cpp, balance.cpp
    bool reportDamage(size_t mark);
    void reportImbalance(size_t mark);

    // Two levels (operand and operator) for each level of nesting that an author writes.
    static constexpr uint32_t kMaxDepth = kMaxNesting * 3;
    static constexpr uint32_t kNoSuite = 0xFFFFFFFFu;

    SourceFile& file_;
    NameTable& names_;
    Arena& arena_;
    DiagnosticSink& sink_;
    TokenStream stream_;
    std::vector<Token>& tokens_;
    ParseOptions options_;
    size_t firstDiagnostic_;  // index in the sink of the first one of this file
    std::vector<uint32_t> lexErrorLines_;
    size_t pos_ = 0;
    size_t last_;  // index of EndOfFile
    Context context_;
    bool panic_ = false;
    bool overflow_ = false;  // the panic is about nesting: bodies are skipped, not parsed
    bool incomplete_ = false;
    bool suiteAtEnd_ = false;
    bool usedSuite_ = false;
    bool sawYield_ = false;  // in the function being parsed
    uint32_t depth_ = 0;
    uint64_t steps_ = 0;
    uint32_t lineColumn_ = 0;          // column of the first token of the line being parsed
    uint32_t suiteColumn_ = kNoSuite;  // column of the suite whose lines are parsed, none in braces
    std::vector<Node*> scratch_;
    std::vector<uint32_t> unaryOps_;
    std::vector<uint32_t> angleStack_;
    std::vector<uint32_t> headerStops_;
    std::unordered_set<uint32_t> benchNames_;  // ids, of the `bench` blocks so far
};

template <typename Item>
void Parser::parseMembersBody(std::string_view header, uint32_t headerColumn, Item&& item) {
    Nesting nesting(*this);
    bool braces = at(K::LeftBrace);
    uint32_t open = static_cast<uint32_t>(pos_);
    if (!nesting || !beginMembers(header, headerColumn)) return;
    ContextScope scope(*this, Context{});
    const Token first = token();
    uint32_t outer = suiteColumn_;
    uint32_t tolerated = first.column;
    suiteColumn_ = braces ? kNoSuite : first.column;
    while (!at(K::EndOfFile) && !at(K::RightBrace) && !at(K::RightParen) && !at(K::RightBracket)) {
        if (!braces && token().firstOnLine()) {
            if (!first.firstOnLine() || !checkIndent(first, headerColumn, tolerated)) break;
        }
        if (accept(K::Comma) || accept(K::Semicolon)) continue;
        size_t start = pos_;
        item();
        if (panic_) recover(start);
        if (pos_ == start) break;
    }
    if (!braces && at(K::EndOfFile)) suiteAtEnd_ = true;
    suiteColumn_ = outer;
    if (braces) expectClose(K::RightBrace, open);
}

}  // namespace noodle::parse_detail
