// Values against annotations: what is reported, and how it is explained.

#include "compiler/sema/flow.h"

namespace noodle::sema {

using namespace ast;

std::string Flow::quoted(Name name) const {
    std::string_view text = context_.names.text(name);
    return "`" + std::string(text.empty() ? "function" : text) + "`";
}

std::string Flow::describe(const What& what) const {
    if (what.isAll) return std::string(what.before);
    return std::string(what.before) + (what.type ? text(what.type) : quoted(what.name));
}

// Reports a value that can never satisfy the type. Literals are checked piece by piece and take the
// declared element types; both ways of a conditional are checked on their own.
void Flow::checkFits(Expr& value, Type* to, Span declSpan, const What& what) {
    if (!to || to->isAny() || !value.type) return;
    if (checkLiteral(value, to, declSpan, what)) return;
    if (auto* choice = dynAs<ConditionalExpr>(&value)) {
        checkFits(*choice->thenValue, to, declSpan, what);
        return checkFits(*choice->elseValue, to, declSpan, what);
    }
    bool misfit = types::misfits(value.type, to);
    if (auto* text = dynAs<StringLit>(&value); text && to->is(TypeKind::Char) && !misfit) {
        size_t codePoints = 0;
        for (char c : text->value) codePoints += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        misfit = codePoints != 1;
    }
    if (misfit && mayReportFailure()) reportMisfit(value, to, declSpan, what);
}

bool Flow::checkLiteral(Expr& value, Type* to, Span declSpan, const What& what) {
    // T? and unions with one container: that container's elements.
    Type* target = to;
    if (to->is(TypeKind::Union)) {
        target = nullptr;
        for (Type* member : to->args()) {
            if (member->kind() != value.type->kind()) continue;
            if (target) return false;
            target = member;
        }
    }
    if (!target || target->kind() != value.type->kind()) return false;
    auto element = [&](Expr& item, Type* type) {
        if (item.kind != NodeKind::SpreadExpr) checkFits(item, type, declSpan, what);
    };
    switch (value.kind) {
        case NodeKind::ListExpr:
            for (Expr* item : static_cast<ListExpr&>(value).items) element(*item, target->arg(0));
            break;
        case NodeKind::SetExpr:
            for (Expr* item : static_cast<SetExpr&>(value).items) element(*item, target->arg(0));
            break;
        case NodeKind::MapExpr:
            for (MapEntry* entry : static_cast<MapExpr&>(value).entries) {
                if (!entry->key) continue;
                element(*entry->key, target->arg(0));
                element(*entry->value, target->arg(1));
            }
            break;
        case NodeKind::TupleExpr: {
            auto& items = static_cast<TupleExpr&>(value).items;
            if (target->isOpen()) return true;
            if (value.type->isOpen() || items.size() != target->args().size()) return false;
            for (size_t i = 0; i < items.size(); ++i) element(*items[i], target->arg(i));
            break;
        }
        default:
            return false;
    }
    value.type = target;
    return true;
}

std::string Flow::misfitHint(const Expr& value, Type* to) const {
    Type* from = value.type;
    if (from->is(TypeKind::Float) && types::fit(kind(TypeKind::Int), to) == types::Fit::Yes) {
        auto* binary = dynAs<BinaryExpr>(&value);
        return binary && binary->op == BinaryOp::Divide
                   ? "`/` always gives a float: use `~/` for whole numbers, or int(…)"
                   : "convert it with int(…), or divide with `~/`";
    }
    if (from->is(TypeKind::Task) && !types::misfits(from->arg(0), to))
        return "add `await` to get the value of the task";
    if (from->isNull()) return "the type `" + types_.text(types_.nullable(to)) + "` admits null";
    if (from->is(TypeKind::ClassObject) && !types::misfits(from->arg(0), to))
        return "call the class to make an instance";
    return "";
}

void Flow::reportMisfit(const Expr& value, Type* to, Span declSpan, const What& what) {
    std::string from = types_.text(value.type);
    auto builder =
        context_.sink.report(Diag::TypeMismatch, value.span, {types_.text(to), from, misfitHint(value, to)});
    if (declSpan.isValid())
        builder.note(declSpan, describe(what) + " is declared as `" + types_.text(to) + "`");
    noteOrigin(builder, value);
}

// Where the type of the value comes from, if that is not plain to see.
void Flow::noteOrigin(DiagnosticSink::Builder& builder, const Expr& value) const {
    if (auto* name = dynAs<NameExpr>(&value)) {
        const Symbol* symbol = name->symbol;
        if (!symbol || !symbol->declSpan.isValid() || symbol->kind == SymbolKind::Builtin) return;
        builder.note(symbol->declSpan,
                     quoted(name->name) + " gets its type `" + types_.text(value.type) + "` here");
        return;
    }
    auto* call = dynAs<CallExpr>(&value);
    auto* callee = call ? dynAs<NameExpr>(call->callee) : nullptr;
    auto* fn =
        callee && callee->symbol && callee->symbol->decl ? dynAs<Function>(callee->symbol->decl) : nullptr;
    if (fn && fn->returnType)
        builder.note(fn->returnType->span, "the result of " + quoted(fn->name) + " is declared here");
}

}  // namespace noodle::sema
