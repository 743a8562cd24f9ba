// Expressions but for calls and match.

#include <algorithm>

#include "compiler/ast/walk.h"
#include "compiler/sema/collect.h"
#include "compiler/sema/flow.h"
#include "compiler/sema/signature.h"
#include "compiler/sema/spine.h"

namespace noodle::sema {

using namespace ast;

namespace {

// Operators that decide whether or how their right side runs are handled whole.
bool leans(const Expr& expr) {
    auto* binary = dynAs<BinaryExpr>(&expr);
    if (!binary) return true;
    OpGroup group = infoOf(binary->op).group;
    return group != OpGroup::Logical && group != OpGroup::Pipe;
}

}  // namespace

void Flow::expr(Expr& expr) {
    size_t base = spine_.size();
    Expr* at = &expr;
    for (Expr* first = spineChild(*at); first && leans(*at); at = first, first = spineChild(*at))
        spine_.push_back(at);
    leafExpr(*at);
    while (spine_.size() > base) {
        Expr* node = spine_.back();
        spine_.pop_back();
        restOf(*node);
    }
}

// The type of a node whose first child is done.
void Flow::restOf(Expr& expr) {
    switch (expr.kind) {
        case NodeKind::BinaryExpr:
            return binary(static_cast<BinaryExpr&>(expr));
        case NodeKind::CallExpr:
            return call(static_cast<CallExpr&>(expr));
        case NodeKind::MemberExpr:
            return member(static_cast<MemberExpr&>(expr));
        case NodeKind::IndexExpr:
            return index(static_cast<IndexExpr&>(expr));
        case NodeKind::SliceExpr:
            return slice(static_cast<SliceExpr&>(expr));
        default: {
            Expr& chain = *static_cast<OptionalChain&>(expr).chain;
            return set(expr, types_.nullable(chain.type), chain.typeProven);
        }
    }
}

void Flow::leafExpr(Expr& expr) {
    switch (expr.kind) {
        case NodeKind::NullLit:
            return set(expr, TypeKind::Null);
        case NodeKind::BoolLit:
            return set(expr, TypeKind::Bool);
        case NodeKind::IntLit:
            return set(expr, TypeKind::Int);
        case NodeKind::FloatLit:
            return set(expr, TypeKind::Float);
        case NodeKind::StringLit:
            return set(expr, TypeKind::String);
        case NodeKind::BytesLit:
            return set(expr, TypeKind::Bytes);
        case NodeKind::InterpolatedString:
            for (StringPart* part : static_cast<InterpolatedString&>(expr).parts) {
                exprOrNull(part->expr);
                exprOrNull(part->spec);
            }
            return set(expr, TypeKind::String);
        case NodeKind::NameExpr:
            return nameExpr(static_cast<NameExpr&>(expr));
        case NodeKind::ListExpr:
        case NodeKind::SetExpr:
        case NodeKind::MapExpr:
        case NodeKind::TupleExpr:
            return container(expr);
        case NodeKind::ComprehensionExpr:
            return comprehension(static_cast<ComprehensionExpr&>(expr));
        case NodeKind::UnaryExpr:
            return unary(static_cast<UnaryExpr&>(expr));
        case NodeKind::BinaryExpr: {
            auto& binary = static_cast<BinaryExpr&>(expr);
            return infoOf(binary.op).group == OpGroup::Pipe ? pipe(binary) : logical(binary);
        }
        case NodeKind::CompareChain:
            return compareChain(static_cast<CompareChain&>(expr));
        case NodeKind::IsExpr:
            this->expr(*static_cast<IsExpr&>(expr).value);
            checkTestable(*static_cast<IsExpr&>(expr).target);
            return set(expr, TypeKind::Bool);
        case NodeKind::AsExpr: {
            auto& cast = static_cast<AsExpr&>(expr);
            this->expr(*cast.value);
            Type* target = cast.target->type ? cast.target->type : any();
            return set(expr, types_.nullable(target), !types::mentionsParam(target));
        }
        case NodeKind::ConditionalExpr:
            return conditional(static_cast<ConditionalExpr&>(expr));
        case NodeKind::IfExpr:
            return branches(static_cast<IfExpr&>(expr).arms, static_cast<IfExpr&>(expr).elseBody, &expr);
        case NodeKind::MatchExpr:
            return match(static_cast<MatchExpr&>(expr), false);
        case NodeKind::LambdaExpr:
            return lambda(static_cast<LambdaExpr&>(expr));
        case NodeKind::AssignExpr:
            return assignExpr(static_cast<AssignExpr&>(expr));
        case NodeKind::IncrementExpr:
            return increment(static_cast<IncrementExpr&>(expr));
        case NodeKind::AwaitExpr:
            return await(static_cast<AwaitExpr&>(expr));
        case NodeKind::StreamExpr: {
            auto& stream = static_cast<StreamExpr&>(expr);
            this->expr(*stream.source);
            return set(expr, types_.iterator(stream.elementType ? stream.elementType->type : any()), false);
        }
        default:
            forEachChild(expr, [&](Node& child) {
                if (ast::isExpr(child.kind)) this->expr(static_cast<Expr&>(child));
            });
            return set(expr, any(), false);
    }
}

// ---- names

void Flow::nameExpr(NameExpr& name) {
    set(name, any(), false);
    name.checked = false;
    name.orBuiltin = false;
    if (!name.symbol) return;
    Symbol& symbol = *name.symbol;
    switch (symbol.kind) {
        case SymbolKind::Builtin:
            return builtinName(name);
        case SymbolKind::Self:
            return set(name, symbol.declaredType, true);
        case SymbolKind::ImportModule:
            return set(name, kind(TypeKind::Module), true);
        case SymbolKind::ImportName:
            return set(name, symbol.cls ? symbol.cls->object : symbol.declaredType, false);
        case SymbolKind::ClassField:
            return set(name, symbol.cls ? symbol.cls->object : any(), false);
        case SymbolKind::Local:
        case SymbolKind::Param:
        case SymbolKind::ModuleVar:
            return isOwn(symbol) ? localRead(name, symbol) : outerRead(name, symbol);
        default:
            return;
    }
}

bool Flow::hidesBuiltin(const NameExpr& name) const {
    return name.symbol->kind == SymbolKind::ModuleVar && types_.builtins().isValue(name.name);
}

void Flow::localRead(NameExpr& name, Symbol& symbol) {
    const VarState& state = stateOf(symbol);
    bool maybe = state.maybe || store_.factsOf(&symbol).assignedInInner;
    if (!state.definite && reachable_ && !maybe) {
        if (!hidesBuiltin(name)) return reportUnassigned(name);
        // Before its first assignment a module's name still means the builtin.
        name.symbol = store_.builtinSymbol(name.name, types_);
        return builtinName(name);
    }
    name.checked = !state.definite;
    symbol.isChecked |= name.checked;
    name.orBuiltin = name.checked && hidesBuiltin(name);
    if (name.orBuiltin) return;
    if (isTracked(symbol)) return set(name, state.type, state.proven);
    set(name, symbol.declaredType, symbol.declaredType != nullptr);
}

// A variable of an enclosing function or of the module, read by an inner function.
void Flow::outerRead(NameExpr& name, Symbol& symbol) {
    const VarState& state = stateOf(symbol);
    const SymbolFacts& facts = store_.factsOf(&symbol);
    name.checked = symbol.kind == SymbolKind::ModuleVar ? !symbol.isHoisted : !state.definite;
    symbol.isChecked |= name.checked;
    name.orBuiltin = name.checked && hidesBuiltin(name);
    if (name.orBuiltin) return;
    if (symbol.declaredType) return set(name, symbol.declaredType, true);
    bool oneValue = facts.assignments == 1 && !facts.assignedInInner && !facts.assignedInLoop;
    if (oneValue && state.definite) set(name, state.type, state.proven);
}

void Flow::reportUnassigned(const NameExpr& name) {
    if (!mayReport()) return;
    if (name.symbol && !reportedUnassigned_.insert(name.symbol).second) return;  // one mistake, one message
    std::string_view text = context_.names.text(name.name);
    std::string hint =
        types_.builtins().isValue(name.name)
            ? "this function assigns `" + std::string(text) +
                  "`, which hides the builtin: rename the variable"
            : "if a variable outside is meant, declare `var " + std::string(text) + "` outside";
    auto builder = context_.sink.report(Diag::ReadBeforeAssignment, name.span, {text, hint});
    if (name.symbol && name.symbol->declSpan.isValid() && name.symbol->form == BindingForm::Bare)
        builder.note(name.symbol->declSpan, "this assignment makes it a variable of its own");
}

void Flow::builtinName(NameExpr& name) {
    const types::Builtin* builtin = types_.builtins().find(name.name);
    if (!builtin) return;
    if (builtin->cls) return set(name, builtin->cls->object, true);
    bool isType = builtin->form == types::BuiltinForm::Type && builtin->kind != TypeKind::Any;
    if (isType) return set(name, types_.classObject(kind(builtin->kind)), true);
    if (name.name == names::kDunderName) return set(name, TypeKind::String);
    set(name, any(), false);
}

// ---- operators

void Flow::unary(UnaryExpr& expr) {
    this->expr(*expr.operand);
    Type* type = expr.operand->type;
    if (expr.op == UnaryOp::Not) return set(expr, TypeKind::Bool);
    bool keeps = type->is(TypeKind::Int) || (type->is(TypeKind::Float) && expr.op != UnaryOp::BitNot);
    set(expr, keeps ? type : any(), expr.operand->typeProven);
}

void Flow::binary(BinaryExpr& expr) {
    this->expr(*expr.right);
    Type* left = expr.left->type;
    Type* right = expr.right->type;
    switch (infoOf(expr.op).group) {
        case OpGroup::Compare: {
            // A class may overload a comparison and give anything.
            bool plain = !left->is(TypeKind::Class) && !right->is(TypeKind::Class);
            return set(expr, kind(TypeKind::Bool), plain && expr.left->typeProven && expr.right->typeProven);
        }
        case OpGroup::Range: {
            bool ints = left->is(TypeKind::Int) && expr.left->typeProven;
            return set(expr, ints ? kind(TypeKind::Range) : any(), ints);
        }
        default:
            break;
    }
    checkOperands(expr);
    bool isText = expr.op == BinaryOp::Add && left->is(TypeKind::String) && expr.left->typeProven;
    set(expr, arithmetic(expr.op, left, right), isText || (expr.left->typeProven && expr.right->typeProven));
}

// The result where the operator is known to be the builtin one; any otherwise.
types::Type* Flow::arithmetic(BinaryOp op, Type* left, Type* right) const {
    bool ints = left->is(TypeKind::Int) && right->is(TypeKind::Int);
    bool numbers = types::isNumeric(left) && types::isNumeric(right);
    auto isText = [](const Type* type) { return type->is(TypeKind::String) || type->is(TypeKind::Char); };
    bool text = isText(left);
    switch (op) {
        case BinaryOp::Add:
            if (text || (isText(right) && types::isNumeric(left))) return kind(TypeKind::String);
            if (left->is(TypeKind::List) && right->is(TypeKind::List))
                return left == right ? left : kind(TypeKind::List);
            break;
        case BinaryOp::Multiply:
            if (text && right->is(TypeKind::Int)) return kind(TypeKind::String);
            if (left->is(TypeKind::List) && right->is(TypeKind::Int)) return left;
            break;
        case BinaryOp::Divide:
            return numbers ? kind(TypeKind::Float) : any();
        case BinaryOp::Modulo:
            if (text) return kind(TypeKind::String);
            break;
        case BinaryOp::FloorDivide:
            return ints ? kind(TypeKind::Int) : any();
        case BinaryOp::Power:
            return numbers && !ints ? kind(TypeKind::Float) : any();  // int ** negative int is a float
        case BinaryOp::Subtract:
            break;
        case BinaryOp::BitAnd:
        case BinaryOp::BitOr:
        case BinaryOp::BitXor:
        case BinaryOp::ShiftLeft:
        case BinaryOp::ShiftRight:
        case BinaryOp::ShiftRightUnsigned:
            return ints ? kind(TypeKind::Int) : any();
        default:
            return any();
    }
    if (ints) return kind(TypeKind::Int);
    return numbers ? kind(TypeKind::Float) : any();
}

// a and b and c, in one go: each operand sees the ones before it decided.
void Flow::logical(BinaryExpr& expr) {
    std::vector<BinaryExpr*> spine{&expr};
    while (auto* left = dynAs<BinaryExpr>(spine.back()->left)) {
        if (left->op != expr.op) break;
        spine.push_back(left);
    }
    Expr* previous = spine.back()->left;
    this->expr(*previous);
    size_t before = mark();
    bool wasReachable = reachable_;
    for (auto it = spine.rbegin(); it != spine.rend(); ++it) {
        BinaryExpr& node = **it;
        if (expr.op != BinaryOp::Coalesce) assume(*previous, expr.op == BinaryOp::And);
        this->expr(*node.right);
        previous = node.right;
        Type* left = node.left->type;
        if (expr.op != BinaryOp::And) left = types_.withoutNull(left);  // null never decides or / ??
        set(node, types::join(types_, left, node.right->type),
            node.left->typeProven && node.right->typeProven);
    }
    Branch all = cut(before);
    all.reachable = true;
    merge(all, Branch{});
    reachable_ = wasReachable;
}

void Flow::pipe(BinaryExpr& expr) {
    this->expr(*expr.left);
    auto* call = dynAs<CallExpr>(expr.right);
    if (!call) {
        this->expr(*expr.right);
        return pipeResult(expr, *expr.right);
    }
    // f(x) gets the piped value as a further first argument: its own count says nothing.
    this->expr(*call->callee);
    for (Arg* arg : call->args) this->expr(*arg->value);
    set(*call, any(), false);
    pipeResult(expr, *call->callee);
}

void Flow::pipeResult(BinaryExpr& expr, const Expr& callee) {
    set(expr, any(), false);
    auto* name = dynAs<NameExpr>(&callee);
    if (!name || !name->symbol || !name->symbol->neverRebound) return;
    auto* fn = name->symbol->decl ? dynAs<Function>(name->symbol->decl) : nullptr;
    if (!fn || !fn->scope) return;
    Type* result = resultTypeOf(types_, *fn->scope);
    if (!types::mentionsParam(result)) set(expr, result, true);
}

bool Flow::isAnnotated(const Expr& expr) const {
    auto* name = dynAs<NameExpr>(&expr);
    return name && name->symbol && name->symbol->typeExpr && expr.typeProven;
}

// An operator that fails for every value of the annotated operands.
void Flow::checkOperands(const BinaryExpr& expr) {
    if (!mayReportFailure() || (!isAnnotated(*expr.left) && !isAnnotated(*expr.right))) return;
    if (!expr.left->typeProven || !expr.right->typeProven) return;
    auto isOneOf = [](const Type* type, std::initializer_list<TypeKind> kinds) {
        return std::ranges::find(kinds, type->kind()) != kinds.end();
    };
    auto isPlain = [&](const Type* type) {
        return isOneOf(type,
                       {TypeKind::Int, TypeKind::Float, TypeKind::Bool, TypeKind::String, TypeKind::Char,
                        TypeKind::Null, TypeKind::List, TypeKind::Map, TypeKind::Tuple});
    };
    const Type* left = expr.left->type;
    const Type* right = expr.right->type;
    if (!isPlain(left) || !isPlain(right)) return;
    auto neverNumber = [&](const Type* type) { return !types::isNumeric(type); };
    bool fails = false;
    std::string hint;
    switch (expr.op) {
        case BinaryOp::Subtract:
        case BinaryOp::Divide:
        case BinaryOp::FloorDivide:
        case BinaryOp::Power:
            fails = neverNumber(left) || neverNumber(right);
            break;
        case BinaryOp::Add:
            fails = !isOneOf(left, {TypeKind::String, TypeKind::Char}) &&
                    !isOneOf(right, {TypeKind::String, TypeKind::Char}) &&
                    (isOneOf(left, {TypeKind::Null, TypeKind::Bool}) ||
                     isOneOf(right, {TypeKind::Null, TypeKind::Bool}));
            break;
        case BinaryOp::Multiply:
            fails = (isOneOf(left, {TypeKind::String, TypeKind::List}) && !right->is(TypeKind::Int)) ||
                    isOneOf(left, {TypeKind::Null, TypeKind::Bool}) ||
                    isOneOf(right, {TypeKind::Null, TypeKind::Bool});
            break;
        default:
            return;
    }
    if (!fails) return;
    auto builder = context_.sink.report(Diag::BadOperands, expr.opSpan,
                                        {textOf(expr.op), text(left), text(right), hint});
    noteOrigin(builder, *expr.left);
    noteOrigin(builder, *expr.right);
}

void Flow::compareChain(CompareChain& chain) {
    for (Expr* operand : chain.operands) {
        if (auto* type = dynAs<TypeOperand>(operand))
            checkTestable(*type->target);
        else
            expr(*operand);
    }
    set(chain, kind(TypeKind::Bool), false);
}

// Type arguments are erased, so a test cannot ask for them.
void Flow::checkTestable(const TypeExpr& target) {
    switch (target.kind) {
        case NodeKind::UnionType:
            for (const TypeExpr* member : static_cast<const UnionType&>(target).members)
                checkTestable(*member);
            return;
        case NodeKind::NullableType:
            return checkTestable(*static_cast<const NullableType&>(target).inner);
        case NodeKind::NamedType: {
            auto& named = static_cast<const NamedType&>(target);
            if (named.args.empty()) return;
            std::string_view name = context_.names.text(named.path[0]);
            bool isWrapper = name == "Option" || name == "Optional" || name == "Union";
            if (isWrapper) {
                for (const TypeExpr* arg : named.args) checkTestable(*arg);
            } else if (mayReport()) {
                context_.sink.report(Diag::GenericIsTest, target.span);
            }
            return;
        }
        default:
            return;
    }
}

void Flow::conditional(ConditionalExpr& expr) {
    this->expr(*expr.condition);
    size_t before = mark();
    assume(*expr.condition, true);
    this->expr(*expr.thenValue);
    Branch thenEnd = cut(before);
    assume(*expr.condition, false);
    this->expr(*expr.elseValue);
    Branch elseEnd = cut(before);
    merge(thenEnd, elseEnd);
    set(expr, types::join(types_, expr.thenValue->type, expr.elseValue->type),
        expr.thenValue->typeProven && expr.elseValue->typeProven);
}

// ---- containers

void Flow::container(Expr& expr) {
    switch (expr.kind) {
        case NodeKind::MapExpr:
            for (MapEntry* entry : static_cast<MapExpr&>(expr).entries) {
                exprOrNull(entry->key);
                this->expr(*entry->value);
            }
            return set(expr, TypeKind::Map);
        case NodeKind::TupleExpr: {
            std::vector<Type*> items;
            bool open = false;
            for (Expr* item : static_cast<TupleExpr&>(expr).items) {
                this->expr(*item);
                open = open || item->kind == NodeKind::SpreadExpr;
                items.push_back(types::widened(types_, item->type));
            }
            constexpr size_t kMaxItems = 32;
            if (open || items.size() > kMaxItems) return set(expr, TypeKind::Tuple);
            return set(expr, types_.tuple(items), true);
        }
        case NodeKind::SetExpr:
            for (Expr* item : static_cast<SetExpr&>(expr).items) this->expr(*item);
            return set(expr, TypeKind::Set);
        default:
            for (Expr* item : static_cast<ListExpr&>(expr).items) this->expr(*item);
            return set(expr, TypeKind::List);
    }
}

void Flow::comprehension(ComprehensionExpr& expr) {
    FunctionState saved = fn_;
    size_t before = mark();
    for (ComprehensionClause* clause : expr.clauses) {
        this->expr(*clause->iterable);
        if (clause == expr.clauses.front() && expr.scope) {
            closure(*expr.scope);
            fn_ = {expr.scope, 0};
        }
        Type* source = clause->iterable->type;
        Type* element = clause->isAsync ? any() : types::elementOf(types_, source);
        bool proven =
            clause->iterable->typeProven && (source->is(TypeKind::Range) || source->is(TypeKind::String));
        assign(*clause->target, element, proven, nullptr);
        for (Expr* condition : clause->conditions) {
            this->expr(*condition);
            assume(*condition, true);
        }
    }
    exprOrNull(expr.key);
    this->expr(*expr.element);
    Branch turn = cut(before);
    fn_ = saved;
    merge(turn, Branch{});
    switch (expr.form) {
        case ComprehensionKind::List:
            return set(expr, TypeKind::List);
        case ComprehensionKind::Set:
            return set(expr, TypeKind::Set);
        case ComprehensionKind::Map:
            return set(expr, TypeKind::Map);
        case ComprehensionKind::Generator:
            return set(expr, TypeKind::Iterator);
    }
}

void Flow::lambda(LambdaExpr& expr) {
    closure(*expr.function->scope);
    functionBody(*expr.function);
    set(expr, functionTypeOf(types_, *expr.function), true);
}

// ---- elements and members

void Flow::index(IndexExpr& expr) {
    this->expr(*expr.index);
    Type* object = expr.object->type;
    switch (object->kind()) {
        case TypeKind::String:
            return set(expr, kind(TypeKind::String),
                       expr.object->typeProven && expr.index->type->is(TypeKind::Int));
        case TypeKind::List:
            return set(expr, object->arg(0), false);
        case TypeKind::Map:
            return set(expr, object->arg(1), false);
        case TypeKind::Tuple: {
            auto* literal = dynAs<IntLit>(expr.index);
            bool known = literal && !object->isOpen() && literal->value >= 0 &&
                         static_cast<size_t>(literal->value) < object->args().size();
            return set(expr, known ? object->arg(static_cast<size_t>(literal->value)) : any(), false);
        }
        default:
            return set(expr, any(), false);
    }
}

void Flow::slice(SliceExpr& expr) {
    exprOrNull(expr.start);
    exprOrNull(expr.stop);
    exprOrNull(expr.step);
    Type* object = expr.object->type;
    bool same = object->is(TypeKind::String) || object->is(TypeKind::List) || object->is(TypeKind::Bytes);
    if (object->is(TypeKind::Tuple)) return set(expr, kind(TypeKind::Tuple), expr.object->typeProven);
    set(expr, same ? types::widened(types_, object) : any(), expr.object->typeProven);
}

void Flow::member(MemberExpr& expr) {
    set(expr, any(), false);
    Type* object = types_.withoutNull(expr.object->type);
    checkNull(expr);
    switch (object->kind()) {
        case TypeKind::Class:
            return classMember(expr, *object->cls(), false);
        case TypeKind::ClassObject:
            if (object->arg(0)->is(TypeKind::Class)) classMember(expr, *object->arg(0)->cls(), true);
            return;
        case TypeKind::Module: {
            auto* name = dynAs<NameExpr>(expr.object);
            if (!name || !name->symbol || name->symbol->kind != SymbolKind::ImportModule) return;
            const ModuleInterface* interface = store_.interfaces[name->symbol->index];
            const InterfaceEntry* entry = interface ? interface->find(expr.name) : nullptr;
            if (entry) set(expr, entry->cls ? entry->cls->object : entry->type, false);
            if (interface && !entry && interface->complete) warnNotExported(expr, *interface);
            return;
        }
        default: {
            types::MemberResult found = types_.builtins().member(object, expr.name);
            if (found.type && !found.isMethod) set(expr, found.type, found.proven && expr.object->typeProven);
            if (!found.type)
                warnNearMiss(expr, types_.builtins().memberNames(object->kind()), types_.text(object));
        }
    }
}

// A member that does not exist is an error when the program gets there, which it may expect; so a name that
// is nearly that of a member is a warning.
void Flow::warnNearMiss(const MemberExpr& expr, const std::vector<std::string_view>& known,
                        const std::string& owner) {
    if (known.empty() || !mayReportFailure() || !expr.object->typeProven || expr.optional) return;
    const std::string_view name = context_.names.text(expr.name);
    if (std::ranges::find(known, name) != known.end() || name.starts_with("__")) return;
    Suggestion suggestion(name);
    for (std::string_view each : known) suggestion.consider(each);
    if (suggestion.best().empty()) return;
    context_.sink.report(Diag::UnlikelyMember, expr.nameSpan, {owner, name})
        .suggest(expr.nameSpan, suggestion.best());
}

void Flow::warnNotExported(const MemberExpr& expr, const ModuleInterface& interface) {
    const std::string_view name = context_.names.text(expr.name);
    if (!mayReportFailure() || name.starts_with("__")) return;
    Suggestion suggestion(name);
    for (const auto& [exported, entry] : interface.entries)
        suggestion.consider(context_.names.text(exported));
    if (suggestion.best().empty()) return;
    const auto* module = dynAs<NameExpr>(expr.object);
    context_.sink
        .report(Diag::UnlikelyMember, expr.nameSpan,
                {"module `" + std::string(context_.names.text(module->name)) + "`", name})
        .suggest(expr.nameSpan, suggestion.best());
}

// Fields of a class may come from anywhere, so only a name that nothing here assigns is looked at.
void Flow::warnClassMember(const MemberExpr& expr, const types::ClassInfo& cls) {
    const bool isOwn = cls.decl != nullptr && cls.decl->span.file == expr.span.file;
    const bool isOpen = cls.isOpaque || cls.isBuiltin || cls.hasUnknownAncestor() ||
                        store_.assignedMembers.get(expr.name) ||
                        store_.builtins.get(context_.names.find("setattr"));
    if (!isOwn || isOpen) return;
    std::vector<std::string_view> known;
    appendNames(known, cls);
    warnNearMiss(expr, known, quoted(cls.name));
}

void Flow::appendNames(std::vector<std::string_view>& out, const types::ClassInfo& cls) const {
    constexpr int kMostAncestors = 100;
    int left = kMostAncestors;
    for (const types::ClassInfo* at = &cls; at != nullptr && left != 0; at = at->super, --left)
        for (const types::ClassMember& member : at->members) out.push_back(context_.names.text(member.name));
}

void Flow::classMember(MemberExpr& expr, const types::ClassInfo& cls, bool isStatic) {
    const types::ClassInfo* home = nullptr;
    const types::ClassMember* found = cls.find(expr.name, &home);
    if (!found) {
        bool closed = (cls.isStruct() || (cls.isEnum && isStatic)) && !cls.hasUnknownAncestor();
        if (!closed && !isStatic && !cls.isEnum) warnClassMember(expr, cls);
        if (!closed || !mayReportFailure() || !expr.object->typeProven) return;
        // Builtin members are not listed, so only a near miss is certain enough.
        Suggestion suggestion(context_.names.text(expr.name));
        for (const types::ClassMember& member : cls.members)
            suggestion.consider(context_.names.text(member.name));
        if (suggestion.best().empty()) return;
        context_.sink
            .report(Diag::UnknownMember, expr.nameSpan, {quoted(cls.name), context_.names.text(expr.name)})
            .suggest(expr.nameSpan, suggestion.best());
        return;
    }
    checkPrivate(expr, *found, *home);
    using types::MemberKind;
    types::Bindings bindings;
    Type* object = types_.withoutNull(expr.object->type);
    if (isStatic) object = object->arg(0);
    for (size_t i = 0; i < std::min(object->args().size(), cls.typeParams.size()); ++i) {
        bindings[cls.typeParams[i]] = object->arg(i);
    }
    Type* type = found->type ? types::substitute(types_, found->type, bindings, true) : nullptr;
    switch (found->kind) {
        case MemberKind::Field:
            // A struct has all its fields from the start; a class may not have set this one yet.
            return set(expr, type,
                       expr.object->typeProven && cls.isStruct() &&
                           !types::mentionsParam(found->type ? found->type : any()));
        case MemberKind::Variant:
            return set(expr, type, isStatic && expr.object->typeProven && found->isOptional);
        default:
            return set(expr, type, false);
    }
}

// x.name where x, annotated as nullable, certainly or possibly is null.
void Flow::checkNull(MemberExpr& expr) {
    auto* name = dynAs<NameExpr>(expr.object);
    if (!name || !name->symbol || !name->symbol->typeExpr || expr.optional || !reachable_) return;
    if (!isTracked(*name->symbol) || types_.builtins().isOptionMember(expr.name)) return;
    Type* type = expr.object->type;
    std::string_view text = context_.names.text(name->name);
    if (type->isNull()) {
        if (!mayReportFailure()) return;
        context_.sink.report(Diag::NullAccess, expr.span, {text, context_.names.text(expr.name)})
            .note(name->symbol->declSpan, quoted(name->name) + " is declared here");
        return;
    }
    bool nullable = type->is(TypeKind::Union) && types_.withoutNull(type) != type;
    if (!nullable || !mayReportFailure() || !options_.warnings) return;
    context_.sink.report(Diag::PossiblyNull, name->span, {text})
        .note(name->symbol->declSpan, "it is declared as " + this->text(name->symbol->declaredType));
}

void Flow::checkPrivate(const MemberExpr& expr, const types::ClassMember& found,
                        const types::ClassInfo& home) {
    if (!found.isPrivate || !mayReportFailure() || !expr.object->typeProven) return;
    for (const FunctionScope* scope = fn_.scope; scope; scope = scope->parent) {
        if (scope->ownerClass == &home) return;
    }
    context_.sink
        .report(Diag::PrivateMember, expr.nameSpan,
                {context_.names.text(expr.name), context_.names.text(home.name)})
        .note(found.span, "declared here");
}

// ---- assignments in expressions, await

// A statement that is an assignment is not inside an expression.
void Flow::noteAssignedInside(const Expr& assignment, Expr& target) {
    if (&assignment == statement_) return;
    forEachTarget(
        target,
        [](NameExpr& name) {
            if (name.symbol) name.symbol->isAssignedInside = true;
        },
        [](Expr&) {});
}

void Flow::increment(IncrementExpr& expr) {
    noteAssignedInside(expr, *expr.target);
    this->expr(*expr.target);
    Type* type = expr.target->type;
    bool proven = expr.target->typeProven;
    Type* result = types::isNumeric(type) ? type : any();
    assign(*expr.target, result, proven, nullptr);
    set(*expr.target, type, proven);
    set(expr, result, proven);
}

void Flow::assignExpr(AssignExpr& expr) {
    noteAssignedInside(expr, *expr.target);
    if (!expr.compound) {
        this->expr(*expr.value);
        assign(*expr.target, expr.value->type, expr.value->typeProven, expr.value);
        return set(expr, expr.value->type, expr.value->typeProven);
    }
    this->expr(*expr.target);
    Type* read = expr.target->type;
    bool readProven = expr.target->typeProven;
    size_t before = mark();
    this->expr(*expr.value);
    Type* type = nullptr;
    if (infoOf(expr.op).group == OpGroup::Logical) {
        Branch value = cut(before);
        merge(value, Branch{});
        type = types::join(types_, read, expr.value->type);
    } else {
        type = arithmetic(expr.op, read, expr.value->type);
    }
    bool proven = readProven && expr.value->typeProven;
    checkResult(*expr.target, type, expr.value->span);
    assign(*expr.target, type, proven, nullptr);
    set(*expr.target, read, readProven);
    set(expr, type, proven);
}

void Flow::await(AwaitExpr& expr) {
    this->expr(*expr.value);
    Type* value = expr.value->type;
    if (!value->is(TypeKind::Task)) return set(expr, any(), false);
    Type* result = value->arg(0);
    set(expr, result, expr.value->typeProven && !types::mentionsParam(result));
}

}  // namespace noodle::sema
