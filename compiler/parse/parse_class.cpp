// Classes, structs, interfaces, errors and actors: one node, one body grammar.
#include "compiler/parse/parser.h"

namespace noodle::parse_detail {

// At the word that opens it (class, struct, interface, trait, error, actor).
Stmt* Parser::parseClass(ClassKind form, bool isAbstract, Seq<Expr*> decorators) {
    Nesting nesting(*this);
    uint32_t column = lineColumn();
    ClassDecl* decl = make<ClassDecl>(begin());
    if (!nesting) return finish(decl);
    decl->form = form;
    decl->isAbstract = isAbstract;
    decl->decorators = decorators;
    advance();
    decl->name = expectName("a class name", &decl->nameSpan);
    parseClassHeader(decl);
    bool mayBeEmpty = form == ClassKind::Error && !at(K::LeftBrace) && !at(K::Colon) && endsStatementAt(pos_);
    if (mayBeEmpty) {
        endStatement();
    } else if (!panic_) {
        parseClassBody(decl, column);
    }
    return finish(decl);
}

// <T>(Base, …) extends B implements I, J where T: C
void Parser::parseClassHeader(ClassDecl* decl) {
    if (at(K::Less) || (at(K::LeftBracket) && !token().firstOnLine())) decl->typeParams = parseTypeParams();
    ListBuilder<TypeExpr> bases(*this);
    if (at(K::LeftParen)) {
        uint32_t open = static_cast<uint32_t>(pos_);
        advance();
        ContextScope scope(*this, kInBrackets);
        while (!at(K::RightParen) && !panic_) {
            bool keyword = at(K::Name) && kindAhead() == K::Equal;  // metaclass=… says nothing here
            if (keyword) {
                advance();
                advance();
                parseExpression();
            } else {
                bases.add(parseType());
            }
            if (!accept(K::Comma)) break;
        }
        expectClose(K::RightParen, open, "`,` or `)`");
    }
    auto parseList = [&](ListBuilder<TypeExpr>& list) {
        advance();
        do {
            list.add(parseTypeTerm(false, true));
        } while (!panic_ && accept(K::Comma));
    };
    if (atName(names::kExtends)) parseList(bases);
    decl->bases = bases.take(arena_);
    ListBuilder<TypeExpr> interfaces(*this);
    if (atName(names::kImplements)) parseList(interfaces);
    decl->interfaces = interfaces.take(arena_);
    decl->whereBounds = parseWhere();
}

void Parser::parseClassBody(ClassDecl* decl, uint32_t column) {
    decl->colonStyle = at(K::Colon);
    std::vector<Stmt*> members;
    parseMembersBody("the class header", column, [&] {
        Statements parsed(*this);
        parseMember(parsed, decl);
        for (size_t i = 0; i < parsed.size(); ++i) members.push_back(parsed[i]);
    });
    decl->members = Seq<Stmt*>::copyOf(arena_, members);
}

// One member; pass and ... give none, a documentation string is a statement. decl is null inside an enum.
void Parser::parseMember(Statements& members, ClassDecl* decl) {
    bool nothing = (at(K::String) || at(K::StringBegin) || at(K::Ellipsis) || atName(names::kPass)) &&
                   (endsStatementAt(skipGroup(pos_)) || tokenAt(skipGroup(pos_)).kind == K::Comma);
    if (nothing) {
        if (at(K::String) || at(K::StringBegin)) {
            members.add(exprStmt(parseStringRun()));
        } else {
            advance();
        }
        return;
    }
    Nesting nesting(*this);
    if (nesting) parseMemberBody(members, decl);
}

void Parser::parseMemberBody(Statements& members, ClassDecl* decl) {
    Modifiers modifiers = parseMemberModifiers();
    if (panic_ || parseNestedDeclaration(members, modifiers)) return;
    BodyRule rule = bodyRule(modifiers, decl);
    if (at(K::KwFunction)) {
        bool declaration = kindAhead() != K::Colon && kindAhead() != K::Equal;
        if (declaration) {
            advance();
            members.add(parseMethod(modifiers, rule));
            return;
        }
    }
    if (at(K::Star)) {
        members.add(parseMethod(modifiers, rule));
        return;
    }
    if (!atNameOrKeyword() || statementAhead()) {
        fail(Diag::UnexpectedStatement, here(), {found(), "a class body holds fields and methods"});
        return;
    }
    bool method = kindAhead() == K::LeftParen && aheadOnLine();
    if (kindAhead() == K::Less) {
        uint32_t close = genericClose(pos_ + 1);
        method = close != kNoPartner && tokenAt(close + 1).kind == K::LeftParen;
    }
    bool accessor = modifiers.form == FunctionKind::Getter || modifiers.form == FunctionKind::Setter;
    if (method || accessor) {
        members.add(parseMethod(modifiers, rule));
    } else {
        members.add(parseField(modifiers, decl));
    }
}

// A statement where only members may stand; most keywords could still name a method or a field.
bool Parser::statementAhead() const {
    switch (kind()) {
        case K::KwIf:
        case K::KwElse:
        case K::KwElif:
        case K::KwWhile:
        case K::KwFor:
        case K::KwReturn:
            return kindAhead() != K::Colon && kindAhead() != K::Equal && !endsStatementAt(pos_ + 1);
        default:
            return false;
    }
}

BodyRule Parser::bodyRule(const Modifiers& modifiers, const ClassDecl* decl) const {
    bool typeOnly = modifiers.isVirtual || modifiers.isAbstract || modifiers.isForeign;
    if (typeOnly || (decl && decl->form == ClassKind::Interface)) return BodyRule::TypeOnly;
    return BodyRule::Required;
}

// ---- modifiers

// Whether the word at the current token stands before a member rather than being one.
bool Parser::modifierAhead() const {
    const Token& next = ahead();
    if (next.firstOnLine()) return false;
    if (next.kind == K::Name || next.kind == K::At || next.kind == K::Star) return true;
    return isKeyword(next.kind) && next.kind != K::KwIn && next.kind != K::KwAnd && next.kind != K::KwOr;
}

// get name(), set name(v), get name {…}.
bool Parser::accessorAhead() const {
    const Token& next = ahead();
    if (next.firstOnLine() || !(next.kind == K::Name || isKeyword(next.kind))) return false;
    K after = ahead(2).kind;
    return after == K::LeftParen || after == K::LeftBrace || after == K::Colon || after == K::Arrow ||
           after == K::FatArrow || after == K::LeftBracket || ahead(2).firstOnLine();
}

bool Parser::applyModifier(Name word, Modifiers& modifiers) const {
    if (word == names::kStatic) {
        modifiers.isStatic = true;
    } else if (word == names::kPrivate || word == names::kProtected) {
        modifiers.isPrivate = true;
    } else if (word == names::kVirtual) {
        modifiers.isVirtual = true;
    } else if (word == names::kAbstract) {
        modifiers.isAbstract = true;
    } else if (word == names::kForeign) {
        modifiers.isForeign = true;
    } else if (word == names::kReadonly || word == names::kFinal) {
        modifiers.isConst = word == names::kReadonly;
    } else {
        return word == names::kPublic || word == names::kOverride;
    }
    return true;
}

Modifiers Parser::parseMemberModifiers() {
    Modifiers modifiers;
    modifiers.begin = begin();
    modifiers.decorators = parseDecorators(modifiers);
    while (!panic_) {
        if (at(K::KwAsync) && modifierAhead()) {
            modifiers.isAsync = true;
        } else if ((at(K::KwConst) || at(K::KwLet) || at(K::KwVar)) && modifierAhead()) {
            modifiers.isConst |= at(K::KwConst);
        } else if (at(K::KwExport) && modifierAhead()) {
            // Members are visible with their class; the word is accepted and means nothing.
        } else if (at(K::Name) && modifierAhead()) {
            bool accessor = (atName(names::kGet) || atName(names::kSet)) && accessorAhead();
            if (accessor) {
                modifiers.form = atName(names::kGet) ? FunctionKind::Getter : FunctionKind::Setter;
            } else if (!applyModifier(token().name(), modifiers)) {
                break;
            }
        } else {
            break;
        }
        advance();
    }
    return modifiers;
}

// ---- members

// A class, struct, enum, interface or alias inside a class.
bool Parser::parseNestedDeclaration(Statements& members, const Modifiers& modifiers) {
    bool named = nextIsNameOnLine();
    if (!named) return false;
    if (at(K::KwClass)) {
        members.add(parseClass(ClassKind::Class, modifiers.isAbstract, modifiers.decorators));
    } else if (at(K::KwStruct)) {
        members.add(parseClass(ClassKind::Struct, false, modifiers.decorators));
    } else if (at(K::KwInterface)) {
        members.add(parseClass(ClassKind::Interface, false, modifiers.decorators));
    } else if (at(K::KwEnum)) {
        members.add(parseEnum(modifiers.decorators));
    } else if (atName(names::kType) && kindAhead(2) == K::Equal) {
        members.add(parseTypeAlias());
        endStatement();
    } else {
        return false;
    }
    return true;
}

Stmt* Parser::parseMethod(Modifiers& modifiers, BodyRule rule) {
    uint32_t column = lineColumn();
    bool generator = accept(K::Star);
    Span nameSpan;
    Name name = takeMemberName("a method name", &nameSpan);
    if (modifiers.form == FunctionKind::Plain && !modifiers.isStatic) {
        bool constructor = name == names::kConstructor || name == names::kDunderInit || name == names::kInit;
        bool destructor = name == names::kDestructor || name == names::kDunderDel;
        if (constructor) modifiers.form = FunctionKind::Constructor;
        if (destructor) modifiers.form = FunctionKind::Destructor;
    }
    Function* function = makeFunction(modifiers);
    function->name = name;
    function->nameSpan = nameSpan;
    function->isGenerator = generator;
    FunctionDecl* decl = make<FunctionDecl>(modifiers.begin);
    decl->function = parseFunctionRest(function, rule, column);
    finish(decl);
    if (!panic_ && !function->body) endStatement();
    return decl;
}

// name: T = v, name? : T, name = v, name
Stmt* Parser::parseField(const Modifiers& modifiers, const ClassDecl* decl) {
    FieldDecl* field = make<FieldDecl>(modifiers.begin);
    field->decorators = modifiers.decorators;
    field->isPrivate = modifiers.isPrivate;
    field->isConst = modifiers.isConst;
    field->name = takeMemberName("a field name", &field->nameSpan);
    field->isOptional = accept(K::Question);
    if (accept(K::Colon)) field->declaredType = parseType();
    if (accept(K::Equal)) {
        Context context = context_;
        context.noTuple = true;
        ContextScope scope(*this, context);
        field->value = parseExpression();
    }
    bool attribute =
        decl && decl->colonStyle && decl->form != ClassKind::Struct && !field->declaredType && field->value;
    field->isShared = modifiers.isStatic || attribute;
    if (!panic_ && !at(K::Comma)) endStatement();
    return finish(field);
}

}  // namespace noodle::parse_detail
