// What a condition says of the variables in it.

#include "compiler/sema/flow.h"

namespace noodle::sema {

using namespace ast;

namespace {

// isInt(x) and its like.
struct TypeTest {
    std::string_view name;
    types::TypeKind kind;
};
constexpr TypeTest kTypeTests[] = {
    {"isInt", types::TypeKind::Int},       {"isFloat", types::TypeKind::Float},
    {"isString", types::TypeKind::String}, {"isBool", types::TypeKind::Bool},
    {"isNull", types::TypeKind::Null},     {"isList", types::TypeKind::List},
    {"isMap", types::TypeKind::Map},       {"isSet", types::TypeKind::Set},
    {"isTuple", types::TypeKind::Tuple},   {"isBytes", types::TypeKind::Bytes},
    {"isNumber", types::TypeKind::Number}, {"isNone", types::TypeKind::Null},
    {"isRange", types::TypeKind::Range},   {"isBigInt", types::TypeKind::BigInt},
};

}  // namespace

void Flow::assume(Expr& expr, bool truth) {
    switch (expr.kind) {
        case NodeKind::NameExpr:
            return assumeTruth(expr, truth);
        case NodeKind::UnaryExpr: {
            auto& unary = static_cast<UnaryExpr&>(expr);
            if (unary.op == UnaryOp::Not) assume(*unary.operand, !truth);
            return;
        }
        case NodeKind::IsExpr: {
            auto& test = static_cast<IsExpr&>(expr);
            // A literal other than null is one value of its type: only success says something.
            bool isValue = test.target->kind == NodeKind::LiteralType && test.target->type &&
                           !test.target->type->isNull();
            bool holds = truth != test.negated;
            if (!isValue || holds) assumeTest(*test.value, test.target->type, holds);
            return;
        }
        case NodeKind::AssignExpr: {
            auto& assign = static_cast<AssignExpr&>(expr);
            if (!assign.compound) assumeTruth(*assign.target, truth);
            return;
        }
        case NodeKind::CallExpr:
            return assumeCall(static_cast<CallExpr&>(expr), truth);
        case NodeKind::BinaryExpr:
            break;
        default:
            return;
    }
    auto& binary = static_cast<BinaryExpr&>(expr);
    if (binary.op == BinaryOp::Equal || binary.op == BinaryOp::NotEqual) {
        bool equal = truth == (binary.op == BinaryOp::Equal);
        if (binary.right->kind == NodeKind::NullLit)
            assumeTest(*binary.left, types_.null(), equal);
        else if (binary.left->kind == NodeKind::NullLit)
            assumeTest(*binary.right, types_.null(), equal);
        return;
    }
    bool decided = (binary.op == BinaryOp::And && truth) || (binary.op == BinaryOp::Or && !truth);
    if (!decided) return;
    // All operands of the chain are true (false); the chain leans left.
    std::vector<Expr*> operands;
    Expr* left = &binary;
    while (auto* node = dynAs<BinaryExpr>(left)) {
        if (node->op != binary.op) break;
        operands.push_back(node->right);
        left = node->left;
    }
    assume(*left, truth);
    for (auto it = operands.rbegin(); it != operands.rend(); ++it) assume(**it, truth);
}

void Flow::assumeTest(Expr& value, Type* target, bool truth) {
    if (auto* assign = dynAs<AssignExpr>(&value); assign && !assign->compound) {
        return assumeTest(*assign->target, target, truth);
    }
    auto* name = dynAs<NameExpr>(&value);
    if (!name || !name->symbol || !target || !isTracked(*name->symbol)) return;
    VarState state = stateOf(*name->symbol);
    Type* type = state.type ? state.type : any();
    if (types::mentionsParam(target)) return;
    if (truth) {
        Type* narrowed = types::narrowTo(types_, type, target);
        if (narrowed->is(TypeKind::Never)) return;  // a test that cannot hold: nothing is learnt
        state.type = narrowed;
        state.proven = true;  // the test was made; a claim that survives it is as sure as the test
        if (target->is(TypeKind::Class) && target->cls()->isInterface()) state.proven = false;
    } else {
        Type* rest = types::narrowAway(types_, type, target);
        if (rest->is(TypeKind::Never)) return;
        state.type = rest;
    }
    setState(*name->symbol, state);
}

void Flow::assumeTruth(Expr& value, bool truth) {
    auto* name = dynAs<NameExpr>(&value);
    if (!name || !name->symbol || !isTracked(*name->symbol)) return;
    VarState state = stateOf(*name->symbol);
    if (!state.type || !state.type->is(TypeKind::Union)) return;
    std::vector<Type*> rest;
    for (Type* member : state.type->args()) {
        if (truth ? types::canBeTruthy(member) : types::canBeFalsy(member)) rest.push_back(member);
    }
    if (rest.empty()) return;
    state.type = types_.unite(rest);
    setState(*name->symbol, state);
}

// The type that an expression names as a value: a class or builtin type.
types::Type* Flow::testedType(const Expr& expr) const {
    if (!expr.type || !expr.type->is(TypeKind::ClassObject) || !expr.typeProven) return nullptr;
    return expr.type->arg(0);
}

void Flow::assumeCall(const CallExpr& call, bool truth) {
    auto* name = dynAs<NameExpr>(call.callee);
    if (!name || !name->symbol || name->symbol->kind != SymbolKind::Builtin || call.args.empty()) return;
    std::string_view text = context_.names.text(name->name);
    if ((text == "isinstance" || text == "isInstance") && call.args.size() == 2) {
        if (Type* target = testedType(*call.args[1]->value)) assumeTest(*call.args[0]->value, target, truth);
        return;
    }
    for (const TypeTest& test : kTypeTests) {
        if (test.name == text) return assumeTest(*call.args[0]->value, kind(test.kind), truth);
    }
}

}  // namespace noodle::sema
