// Functions, decorators, type aliases and enums.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

// Whether `[async] function` at the current token is a declaration: a name follows.
bool Parser::functionDeclAhead() const {
    size_t i = at(K::KwAsync) ? 1 : 0;
    if (i && kindAhead() != K::KwFunction) return false;
    if (kindAhead(i + 1) == K::Star) ++i;
    K k = kindAhead(i + 1);
    return k == K::Name || (isKeyword(k) && kindAhead(i + 2) == K::LeftParen);
}

// [async] [foreign] [macro] in front of a function outside classes.
Modifiers Parser::parseFunctionModifiers() {
    Modifiers modifiers;
    modifiers.begin = begin();
    for (;;) {
        if (accept(K::KwAsync)) {
            modifiers.isAsync = true;
        } else if (atName(names::kForeign)) {
            modifiers.isForeign = true;
            advance();
        } else if (atName(names::kMacro)) {
            modifiers.isMacro = true;
            advance();
            accept(K::KwFunction);
            return modifiers;
        } else {
            break;
        }
    }
    accept(K::KwFunction);
    return modifiers;
}

Function* Parser::makeFunction(const Modifiers& modifiers) {
    Function* function = make<Function>(modifiers.begin);
    function->form = modifiers.form;
    function->isAsync = modifiers.isAsync;
    function->isStatic = modifiers.isStatic;
    function->isClassMethod = modifiers.isClassMethod;
    function->isPrivate = modifiers.isPrivate;
    function->isVirtual = modifiers.isVirtual;
    function->isAbstract = modifiers.isAbstract;
    function->isForeign = modifiers.isForeign;
    function->isMacro = modifiers.isMacro;
    function->decorators = modifiers.decorators;
    return function;
}

// Behind `function`.
Stmt* Parser::parseFunctionDecl(const Modifiers& modifiers, BodyRule rule) {
    uint32_t column = lineColumn();
    Function* function = makeFunction(modifiers);
    function->isGenerator = accept(K::Star);
    function->name = takeMemberName("a function name", &function->nameSpan);
    FunctionDecl* decl = make<FunctionDecl>(modifiers.begin);
    decl->function = parseFunctionRest(function, rule, column);
    return finish(decl);
}

// <T>(params) throws E -> R where T: B and the body.
Function* Parser::parseFunctionRest(Function* function, BodyRule rule, uint32_t column) {
    if (panic_) return finish(function);
    if (at(K::Less) || at(K::LeftBracket)) function->typeParams = parseTypeParams();
    uint32_t open = static_cast<uint32_t>(pos_);
    bool accessor = function->form == FunctionKind::Getter && !at(K::LeftParen);
    if (!accessor && expect(K::LeftParen)) {
        ContextScope scope(*this, kInBrackets);
        function->params = parseParams(K::RightParen);
        expectClose(K::RightParen, open, "`,` or `)`");
    }
    parseSignatureTail(function, rule);
    parseFunctionBody(function, rule, column);
    return finish(function);
}

void Parser::parseSignatureTail(Function* function, BodyRule rule) {
    for (bool more = true; more && !panic_;) {
        more = false;
        if (acceptName(names::kThrows)) {
            ListBuilder<TypeExpr> types(*this);
            do {
                types.add(parseTypeTerm(false, true));
            } while (!panic_ && (accept(K::Comma) || accept(K::Pipe)));
            function->throwsTypes = types.take(arena_);
            more = true;
        } else if (at(K::Arrow) && !function->returnType) {
            advance();
            function->returnType = parseType(false);
            more = true;
        } else if (at(K::Colon) && !function->returnType && !colonStartsBody(rule)) {
            advance();
            function->returnType = parseType(false);
            more = true;
        } else if (atName(names::kWhere)) {
            function->whereBounds = parseWhere();
            more = true;
        }
    }
}

// Whether the `:` behind a signature opens the body; otherwise a type follows it.
bool Parser::colonStartsBody(BodyRule rule) {
    if (ahead().firstOnLine()) return true;
    if (rule == BodyRule::TypeOnly) return false;
    size_t end = scanType(pos_ + 1, false);
    if (!end) return true;
    const Token& after = tokenAt(end);
    switch (after.kind) {
        case K::LeftBrace:
            return after.firstOnLine() && !scanTypeName(pos_ + 1, true) && tokenAt(pos_ + 1).kind == K::Name;
        case K::FatArrow:
            return false;
        case K::Colon:
            return !tokenAt(end + 1).firstOnLine();
        case K::Name:
            return after.firstOnLine() || (after.name() != names::kThrows && after.name() != names::kWhere);
        default:
            return true;
    }
}

void Parser::parseFunctionBody(Function* function, BodyRule rule, uint32_t column) {
    if (panic_) return;
    YieldScope yields(*this, function);
    bool expressionBody = at(K::FatArrow) || (at(K::Equal) && !token().firstOnLine());
    if (expressionBody) {
        advance();
        if (at(K::LeftBrace) && !braceIsMapAfterArrow(pos_)) {
            function->body = parseBraceBlock();
        } else {
            function->isExpressionBody = true;
            function->body = returnBlock(parseExpression());
            if (!panic_) endStatement();
        }
        return;
    }
    if (at(K::LeftBrace) || at(K::Colon)) {
        function->body = parseBody("the function", column, false);
        return;
    }
    bool ended = endsStatementAt(pos_) || at(K::Comma);
    if (rule != BodyRule::Required && ended) return;
    bool forgotten = token().firstOnLine() && token().column > column;
    if (ended && !forgotten && rule == BodyRule::Required && !at(K::EndOfFile)) {
        std::string name = function->name ? "`" + text(function->name) + "`" : "the function";
        fail(Diag::MissingBody, function->nameSpan.isValid() ? function->nameSpan : here(), {name})
            .hint("write `{ … }`, or `:` and indented lines");
        return;
    }
    function->body = parseBody("the function", column, false);
}

// Whether the word `bench` at the current token opens a benchmark: no expression has a string behind a name.
bool Parser::benchAhead() const {
    return kindAhead() == K::String && (kindAhead(2) == K::LeftBrace || kindAhead(2) == K::Colon);
}

// bench "name" { … }: a function of the module that only `noodle bench` calls. Its name holds the quotes, so
// no code can name it.
Stmt* Parser::parseBench() {
    if (depth_ != 1) {
        fail(Diag::UnexpectedStatement, {"a `bench` block", "it stands at the top level of a module"});
    }
    uint32_t column = lineColumn();
    FunctionDecl* decl = make<FunctionDecl>(begin());
    Function* function = make<Function>(begin());
    advance();
    if (at(K::String)) {
        function->nameSpan = here();
        function->name = names_.intern("bench \"" + std::string(stream_.texts[token().payload]) + "\"");
        if (!benchNames_.insert(function->name.id).second)
            complain(Diag::Redeclared, here(), {names_.text(function->name)});
        advance();
    }
    parseFunctionBody(function, BodyRule::Required, column);
    decl->function = finish(function);
    return finish(decl);
}

// ---- decorators

// Decorators that only mark a method are turned into modifiers; true for those.
bool Parser::applyKnownDecorator(const Expr* decorator, Modifiers& modifiers) const {
    if (auto* member = dynAs<MemberExpr>(static_cast<const Node*>(decorator))) {
        if (member->name == names::kSetter) modifiers.form = FunctionKind::Setter;
        if (member->name == names::kGetter) modifiers.form = FunctionKind::Getter;
        return modifiers.form != FunctionKind::Plain;
    }
    auto* name = dynAs<NameExpr>(static_cast<const Node*>(decorator));
    if (!name) return false;
    if (name->name == names::kProperty) {
        modifiers.form = FunctionKind::Getter;
    } else if (name->name == names::kStaticmethod) {
        modifiers.isStatic = true;
    } else if (name->name == names::kClassmethod) {
        modifiers.isClassMethod = true;
    } else if (name->name == names::kAbstractmethod) {
        modifiers.isAbstract = true;
    } else {
        return name->name == names::kOverride;
    }
    return true;
}

Seq<Expr*> Parser::parseDecorators(Modifiers& modifiers) {
    ListBuilder<Expr> decorators(*this);
    while (at(K::At) && !panic_) {
        advance();
        ContextScope scope(*this, Context{.header = true});
        Expr* decorator = parsePostfix();
        if (!panic_ && !applyKnownDecorator(decorator, modifiers)) decorators.add(decorator);
        accept(K::Semicolon);
    }
    return decorators.take(arena_);
}

// Decorators and the declaration behind them, outside classes.
void Parser::parseDecorated(Statements& out) {
    Modifiers modifiers;
    modifiers.begin = begin();
    modifiers.decorators = parseDecorators(modifiers);
    if (panic_) return;
    bool isAbstract = atName(names::kAbstract) && kindAhead() == K::KwClass;
    if (isAbstract) advance();
    bool isFunction = functionDeclAhead() && (at(K::KwFunction) || at(K::KwAsync));
    bool word = at(K::Name) && nextIsNameOnLine();
    if (at(K::KwExport)) {
        size_t first = out.size();
        parseExport(out);
        if (out.size() == first || panic_) return;
        auto* exported = dynAs<ExportDecl>(static_cast<Node*>(out.back()));
        decorate(exported ? exported->declaration : nullptr, modifiers.decorators);
        return;
    }
    if (isFunction) {
        Modifiers more = parseFunctionModifiers();
        more.begin = modifiers.begin;
        more.decorators = modifiers.decorators;
        out.add(parseFunctionDecl(more, BodyRule::Required));
    } else if (at(K::KwClass)) {
        out.add(parseClass(ClassKind::Class, isAbstract, modifiers.decorators));
    } else if (at(K::KwStruct)) {
        out.add(parseClass(ClassKind::Struct, false, modifiers.decorators));
    } else if (at(K::KwInterface)) {
        out.add(parseClass(ClassKind::Interface, false, modifiers.decorators));
    } else if (at(K::KwEnum)) {
        out.add(parseEnum(modifiers.decorators));
    } else if (word && atName(names::kActor)) {
        out.add(parseClass(ClassKind::Actor, false, modifiers.decorators));
    } else if (word && atName(names::kError)) {
        out.add(parseClass(ClassKind::Error, false, modifiers.decorators));
    } else {
        fail(Diag::DecoratorTarget);
    }
}

// Decorators that stood before `export`.
void Parser::decorate(Stmt* declaration, Seq<Expr*> decorators) {
    Node* node = declaration;
    if (auto* function = dynAs<FunctionDecl>(node)) {
        function->function->decorators = decorators;
    } else if (auto* type = dynAs<ClassDecl>(node)) {
        type->decorators = decorators;
    } else if (auto* variants = dynAs<EnumDecl>(node)) {
        variants->decorators = decorators;
    } else {
        fail(Diag::DecoratorTarget);
    }
}

// ---- type aliases and enums

// type X<T> = …
Stmt* Parser::parseTypeAlias() {
    TypeAliasDecl* node = make<TypeAliasDecl>(begin());
    advance();
    node->name = expectName("a type name", &node->nameSpan);
    if (at(K::Less)) node->typeParams = parseTypeParams();
    expect(K::Equal);
    node->target = parseType();
    return finish(node);
}

Stmt* Parser::parseEnum(Seq<Expr*> decorators) {
    uint32_t column = lineColumn();
    EnumDecl* node = make<EnumDecl>(begin());
    node->decorators = decorators;
    advance();
    if (at(K::KwClass)) advance();
    node->name = expectName("an enum name", &node->nameSpan);
    if (at(K::Less)) node->typeParams = parseTypeParams();
    ListBuilder<TypeExpr> interfaces(*this);
    if (at(K::LeftParen)) {
        // class C(Enum) in Python's way; the base says nothing more.
        uint32_t open = static_cast<uint32_t>(pos_);
        advance();
        ContextScope scope(*this, kInBrackets);
        parseTypeList(true);
        expectClose(K::RightParen, open);
    }
    if (acceptName(names::kImplements) || acceptName(names::kExtends)) {
        do {
            interfaces.add(parseTypeTerm(false, true));
        } while (!panic_ && accept(K::Comma));
    }
    node->interfaces = interfaces.take(arena_);
    parseEnumBody(node, column);
    return finish(node);
}

void Parser::parseEnumBody(EnumDecl* decl, uint32_t column) {
    std::vector<EnumVariant*> variants;
    std::vector<Stmt*> members;
    parseMembersBody("enum", column, [&] {
        if (variantAhead()) {
            variants.push_back(parseVariant());
            return;
        }
        Statements parsed(*this);
        parseMember(parsed, nullptr);
        for (size_t i = 0; i < parsed.size(); ++i) members.push_back(parsed[i]);
    });
    decl->variants = Seq<EnumVariant*>::copyOf(arena_, variants);
    decl->members = Seq<Stmt*>::copyOf(arena_, members);
}

// A name that no member syntax follows: Red, Custom(r: int), Ok = 3.
bool Parser::variantAhead() const {
    if (atName(names::kCase) && nextIsNameOnLine()) return true;
    if (!at(K::Name) && !(isKeyword(kind()) && !at(K::KwFunction) && !at(K::KwAsync))) return false;
    const Token& next = ahead();
    if (next.kind == K::LeftParen) {
        const Token& after = tokenAt(skipGroup(pos_ + 1));
        return after.firstOnLine() ||
               (after.kind != K::LeftBrace && after.kind != K::Colon && after.kind != K::Arrow);
    }
    if (next.firstOnLine()) return true;
    return next.kind == K::Comma || next.kind == K::Semicolon || next.kind == K::Equal ||
           next.kind == K::RightBrace || next.kind == K::EndOfFile;
}

EnumVariant* Parser::parseVariant() {
    EnumVariant* variant = make<EnumVariant>(begin());
    if (atName(names::kCase) && nextIsNameOnLine()) advance();
    variant->name = takeMemberName("a variant name", &variant->nameSpan);
    if (at(K::LeftParen)) {
        uint32_t open = static_cast<uint32_t>(pos_);
        advance();
        ContextScope scope(*this, kInBrackets);
        ListBuilder<Param> payload(*this);
        while (!at(K::RightParen) && !panic_) {
            payload.add(parsePayloadField());
            if (!accept(K::Comma)) break;
        }
        expectClose(K::RightParen, open, "`,` or `)`");
        variant->payload = payload.take(arena_);
    }
    if (accept(K::Equal)) variant->value = parseExpression();
    if (!panic_ && !endsStatementAt(pos_) && !at(K::Comma)) fail(Diag::ExpectedStatementEnd, {found()});
    return finish(variant);
}

// name: Type or a type alone.
Param* Parser::parsePayloadField() {
    bool named =
        at(K::Name) && (kindAhead() == K::Colon || (kindAhead() == K::Question && kindAhead(2) == K::Colon));
    if (named) return parseParam(true);
    Param* param = make<Param>(begin());
    param->declaredType = parseType();
    return finish(param);
}

}  // namespace noodle::parse_detail
