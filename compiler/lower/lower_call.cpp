// Calls: functions, methods, super, pipes; arguments by position, by name and spread; assert.
#include "compiler/lower/sequence.h"

namespace noodle::lower {

using namespace ast;
using ir::Op;
using types::TypeKind;

// ---- names of members

std::string_view FunctionLowerer::memberName(Name name) const {
    return text(name == names::kDunderInit  ? names::kConstructor
                : name == names::kDunderDel ? names::kDestructor
                                            : name);
}

// ---- arguments

// Evaluated in order after the callee; `first` stands before them (the value of a pipe).
FunctionLowerer::Arguments FunctionLowerer::arguments(NodeId& callee, const CallExpr* call,
                                                      std::span<const NodeId> first) {
    Arguments result;
    result.values.append(first);
    for (size_t i = 0; i < first.size(); ++i) result.args.push_back(nullptr);
    if (call == nullptr) return result;
    result.braces = call->form == CallForm::Braces;
    for (size_t i = 0; i < call->args.size(); ++i) {
        const Arg* arg = call->args[i];
        if (needsBlocks(arg->value)) callee = spill(callee, pos(arg));
        addOperand(result.values, arg->value);
        result.values.back() = checkedArgument(*call, i, result.values.back());
        result.args.push_back(arg);
        result.spreads |= arg->form == ArgKind::Spread || arg->form == ArgKind::KeywordSpread;
        result.named |= arg->form == ArgKind::Named;
    }
    return result;
}

// Elements that are added to a typed container must have its element type: the container itself does not know
// it.
NodeId FunctionLowerer::checkedArgument(const CallExpr& call, size_t position, NodeId value) {
    const auto* member = dynAs<MemberExpr>(call.callee);
    const Arg* arg = call.args[position];
    if (member == nullptr || arg->form != ArgKind::Positional || member->object->type == nullptr)
        return value;
    const types::Type* container = member->object->type;
    if (!container->is(TypeKind::List) && !container->is(TypeKind::Set)) return value;
    std::string_view name = text(member->name);
    bool adds = name == "append" || name == "push" || name == "add" || name == "insert";
    if (!adds || position != (name == "insert" ? 1u : 0u)) return value;
    return checkFor(arg->value, value, container->arg(0), {.what = "element of ", .type = container},
                    pos(arg));
}

// Arguments by name: a spread map, and any spread in Name{…}.
static bool isMap(const Expr* e) {
    return e->type && e->type->is(TypeKind::Map);
}

NodeId FunctionLowerer::spreadCall(const Callee& callee, const Arguments& arguments, SourcePos p) {
    NodeVector list, entries;
    for (size_t i = 0; i < arguments.values.size(); ++i) {
        const Arg* arg = arguments.args[i];
        NodeId value = arguments.values[i];
        switch (arg ? arg->form : ArgKind::Positional) {
            case ArgKind::Positional:
                list.push_back(value);
                break;
            case ArgKind::Spread:
                (arguments.braces || isMap(arg->value) ? entries : list)
                    .push_back(b_.spread(value, pos(arg)));
                break;
            case ArgKind::Named:
                entries.push_back(b_.pair(b_.constString(text(arg->name), pos(arg)), value, pos(arg)));
                break;
            case ArgKind::KeywordSpread:
                entries.push_back(b_.spread(value, pos(arg)));
                break;
        }
    }
    NodeId items = b_.makeList(list, p);
    NodeId map = entries.empty() ? NodeId{} : b_.makeMap(entries, p);
    switch (callee.kind) {
        case Callee::Kind::Value:
            return b_.callSpread(callee.value, items, map, p);
        case Callee::Kind::Method:
            return b_.callMethodSpread(callee.value, callee.name, items, map, p);
        case Callee::Kind::Super:
            return b_.callSuperSpread(callee.value, callee.name, items, map, p);
    }
    return callee.value;
}

NodeId FunctionLowerer::plainCall(const Callee& callee, const Arguments& arguments, SourcePos p) {
    const NodeVector& values = arguments.values;
    if (!arguments.named) {
        switch (callee.kind) {
            case Callee::Kind::Value:
                return b_.call(callee.value, values, p);
            case Callee::Kind::Method:
                return b_.callMethod(callee.value, callee.name, values, p);
            case Callee::Kind::Super:
                return b_.callSuper(callee.value, callee.name, values, p);
        }
    }
    std::vector<std::string_view> argNames;
    for (const Arg* arg : arguments.args) {
        if (arg && arg->form == ArgKind::Named) argNames.push_back(text(arg->name));
    }
    switch (callee.kind) {
        case Callee::Kind::Value:
            return b_.callNamed(callee.value, values, argNames, p);
        case Callee::Kind::Method:
            return b_.callMethodNamed(callee.value, callee.name, values, argNames, p);
        case Callee::Kind::Super:
            return b_.callSuperNamed(callee.value, callee.name, values, argNames, p);
    }
    return callee.value;
}

NodeId FunctionLowerer::finishCall(Callee callee, const CallExpr* call, std::span<const NodeId> first,
                                   SourcePos p) {
    Arguments args = arguments(callee.value, call, first);
    if (!args.spreads) return plainCall(callee, args, p);
    return spreadCall(callee, args, p);
}

// ---- calls

static Span calleeSpan(const CallExpr& call) {
    const auto* member = dynAs<MemberExpr>(call.callee);
    return member && member->nameSpan.isValid() ? member->nameSpan : call.span;
}

NodeId FunctionLowerer::combineCall(const CallExpr& call, NodeId calleeOrObject) {
    SourcePos p = pos(calleeSpan(call));
    const auto* member = dynAs<MemberExpr>(call.callee);
    if (member == nullptr || call.optional) {
        return finishCall({Callee::Kind::Value, calleeOrObject, {}}, &call, {}, p);
    }
    return finishCall({Callee::Kind::Method, calleeOrObject, memberName(member->name)}, &call, {}, p);
}

// super(…), super.m(…) and super.m: looked up above the class that the function belongs to.
NodeId FunctionLowerer::superAccess(const Expr* e) {
    const auto* call = dynAs<CallExpr>(e);
    const Expr* accessed = call ? call->callee : e;
    const auto* member = dynAs<MemberExpr>(accessed);
    const Expr* super = member ? member->object : accessed;
    NodeId self = load(as<SuperExpr>(super)->symbol, false, pos(super));
    std::string_view name = memberName(member ? member->name : names::kConstructor);
    if (call == nullptr) return b_.getSuper(self, name, pos(e));
    return finishCall({Callee::Kind::Super, self, name}, call, {}, pos(e));
}

// a |> f(x): a is evaluated before f and the other arguments. Loading a plain name has no effect, so there
// the callee may come first; otherwise a waits in a temporary.
NodeId FunctionLowerer::pipe(const BinaryExpr& e, NodeId left) {
    SourcePos p = pos(e.opSpan.isValid() ? e.opSpan : e.span);
    const auto* call = dynAs<CallExpr>(e.right);
    if (call && (call->optional || isa<SuperExpr>(call->callee))) call = nullptr;
    const Expr* callee = call ? call->callee : e.right;
    const auto* member = call ? dynAs<MemberExpr>(callee) : nullptr;
    if (member && (member->optional || isa<SuperExpr>(member->object))) member = nullptr;
    const Expr* base = member ? member->object : callee;

    bool inBlocks = needsBlocks(&e);
    if (inBlocks) left = spill(left, p);
    bool waits = !inBlocks && !isa<NameExpr>(base) && !isa<LambdaExpr>(base);
    return sequence(inBlocks, p, [&] {
        NodeId first = left;
        if (waits) {
            SlotId kept = temp();
            put(b_.storeLocal(kept, left, p));
            first = reload(kept, left, p);
        }
        Callee target;
        target.kind = member ? Callee::Kind::Method : Callee::Kind::Value;
        target.value = expr(base);
        if (member) target.name = memberName(member->name);
        return finishCall(target, call, {&first, 1}, p);
    });
}

// ---- assert as a statement: the message is evaluated only on failure

bool FunctionLowerer::lowerAssert(const Expr* e) {
    const auto* call = dynAs<CallExpr>(e);
    const auto* name = call ? dynAs<NameExpr>(call->callee) : nullptr;
    if (name == nullptr || name->name != names::kAssert || call->args.empty() || call->args.size() > 2)
        return false;
    if (name->symbol && name->symbol->kind != sema::SymbolKind::Builtin) return false;
    for (const Arg* arg : call->args) {
        if (arg->form != ArgKind::Positional) return false;
    }
    SourcePos p = pos(call);
    BlockId holds = b_.block(), fails = b_.block();
    branchOn(call->args[0]->value, holds, fails);
    b_.setBlock(fails);
    b_.assertFail(call->args.size() == 2 ? expr(call->args[1]->value) : NodeId{}, p);
    b_.setBlock(holds);
    return true;
}

}  // namespace noodle::lower
