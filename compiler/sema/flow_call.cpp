// Calls: arguments against signatures, and what a call gives.

#include <algorithm>

#include "compiler/sema/class_checks.h"
#include "compiler/sema/flow.h"
#include "compiler/sema/signature.h"

namespace noodle::sema {

using namespace ast;
using types::ClassInfo;
using types::ClassMember;
using types::MemberKind;

namespace {

std::string countText(size_t count) {
    return std::to_string(count) + (count == 1 ? " argument" : " arguments");
}

ParamView viewOf(const Param& param) {
    ParamView view;
    view.name = param.name;
    view.type = param.symbol ? param.symbol->declaredType : nullptr;
    view.optional = param.defaultValue || param.isOptional || param.form != ParamKind::Normal;
    view.keywordOnly = param.keywordOnly;
    view.form = param.form;
    view.span = param.span;
    return view;
}

}  // namespace

void Flow::call(CallExpr& call) {
    for (Arg* arg : call.args) {
        expr(*arg->value);
        arg->checkAs = nullptr;
    }
    set(call, any(), false);
    if (auto* name = dynAs<NameExpr>(call.callee)) return callName(call, *name);
    if (auto* member = dynAs<MemberExpr>(call.callee)) return callMember(call, *member);
    Type* callee = call.callee->type;
    if (callee && callee->is(TypeKind::Function)) set(call, callee->result(), false);
}

void Flow::callName(CallExpr& call, NameExpr& name) {
    if (!name.symbol) return;
    Symbol& symbol = *name.symbol;
    if (symbol.kind == SymbolKind::Builtin) return callBuiltin(call, symbol);
    warnDeprecated(name);
    bool imported = symbol.kind == SymbolKind::ImportName;
    if (symbol.neverRebound || imported) {
        auto* fn = symbol.decl ? dynAs<Function>(symbol.decl) : nullptr;
        if (fn && fn->scope) return callFunction(call, *fn, nullptr, !imported, true);
        if (symbol.cls) return callClass(call, *symbol.cls, !imported);
    }
    if (name.type->is(TypeKind::Function)) set(call, name.type->result(), false);
}

void Flow::warnDeprecated(const NameExpr& name) {
    if (!mayReport() || !options_.warnings || !store_.factsOf(name.symbol).isDeprecated) return;
    context_.sink.report(Diag::DeprecatedUse, name.span, {context_.names.text(name.name), ""})
        .note(name.symbol->declSpan, "declared here");
}

void Flow::callBuiltin(CallExpr& call, Symbol& symbol) {
    const types::Builtin* builtin = types_.builtins().find(symbol.name);
    if (!builtin) return;
    Type* first = call.args.empty() ? nullptr : call.args[0]->value->type;
    set(call, types_.builtins().resultOf(*builtin, first),
        builtin->result != "arg" || (first && call.args[0]->value->typeProven));
}

void Flow::callMember(CallExpr& call, MemberExpr& callee) {
    Type* object = callee.object->type;
    if (!object) return;
    object = types_.withoutNull(object);
    bool isStatic = object->is(TypeKind::ClassObject) && object->arg(0)->is(TypeKind::Class);
    Type* instance = isStatic ? object->arg(0) : object;
    if (instance->is(TypeKind::Class)) {
        ClassInfo& cls = *instance->cls();
        const ClassMember* found = cls.find(callee.name);
        if (!found) return;
        bool closed = cls.isStruct() || cls.isEnum;
        auto* fn = found->decl ? dynAs<Function>(found->decl) : nullptr;
        bool takesSelf = found->kind == MemberKind::Method && !isStatic;
        bool isShared =
            (found->kind == MemberKind::StaticMethod || found->kind == MemberKind::ClassMethod) && isStatic;
        // Without a type its decorators may have made anything of it.
        if (fn && fn->scope && found->type && (takesSelf || isShared)) {
            return callFunction(call, *fn, instance, closed && callee.object->typeProven,
                                callee.object->typeProven && (closed || isShared));
        }
        auto* variant =
            found->kind == MemberKind::Variant && isStatic ? dynAs<EnumVariant>(found->decl) : nullptr;
        if (variant && !variant->payload.empty()) {
            params_.clear();
            for (const Param* param : variant->payload) params_.push_back(viewOf(*param));
            types::Bindings bindings;
            checkArgs(call, callee.name, params_, callee.object->typeProven, bindings);
            return set(call, instance, callee.object->typeProven);
        }
        if (callee.type->is(TypeKind::Function)) set(call, callee.type->result(), false);
        return;
    }
    if (object->is(TypeKind::Module)) {
        auto* name = dynAs<NameExpr>(callee.object);
        const ModuleInterface* interface =
            name && name->symbol && name->symbol->kind == SymbolKind::ImportModule
                ? store_.interfaces[name->symbol->index]
                : nullptr;
        const InterfaceEntry* entry = interface ? interface->find(callee.name) : nullptr;
        if (entry && entry->function) return callFunction(call, *entry->function, nullptr, false, true);
        if (entry && entry->cls) return callClass(call, *entry->cls, false);
        return;
    }
    containerCall(call, callee, object);
    types::MemberResult found = types_.builtins().member(object, callee.name);
    if (found.type && found.isMethod) set(call, found.type, found.proven && callee.object->typeProven);
}

// Writes into a container whose declaration says what its elements are.
void Flow::containerCall(CallExpr& call, const MemberExpr& callee, Type* container) {
    std::string_view name = context_.names.text(callee.name);
    bool appends = name == "append" || name == "push";
    size_t at = 0;
    Type* element = nullptr;
    if (container->is(TypeKind::List) && (appends || name == "insert")) {
        element = container->arg(0);
        at = appends ? 0 : 1;
    } else if (container->is(TypeKind::Set) && name == "add") {
        element = container->arg(0);
    }
    if (!element || element->isAny() || at >= call.args.size() || call.args[at]->form != ArgKind::Positional)
        return;
    Arg& arg = *call.args[at];
    checkFits(*arg.value, element, callee.object->span, {.before = "an element of ", .type = container});
    if (needsCheck(*arg.value, element)) arg.checkAs = element;
}

// ---- signatures

void Flow::paramsOf(const Function& fn, std::vector<ParamView>& out) const {
    out.clear();
    for (const Param* param : fn.params) {
        if (param->symbol && param->symbol->kind == SymbolKind::Self) continue;
        out.push_back(viewOf(*param));
    }
}

void Flow::callFunction(CallExpr& call, const Function& fn, Type* receiver, bool proven, bool checkCount) {
    types::Bindings bindings;
    if (receiver) {
        const ClassInfo& cls = *receiver->cls();
        for (size_t i = 0; i < std::min(receiver->args().size(), cls.typeParams.size()); ++i) {
            bindings[cls.typeParams[i]] = receiver->arg(i);
        }
    }
    for (size_t i = 0; i < std::min<size_t>(call.typeArgs.size(), fn.typeParams.size()); ++i) {
        Symbol* param = fn.typeParams[i]->symbol;
        if (param) bindings[param->declaredType] = call.typeArgs[i]->type;
    }
    paramsOf(fn, params_);
    checkArgs(call, fn.name, params_, checkCount, bindings);
    checkBounds(bindings, call.span);
    Type* result = resultTypeOf(types_, *fn.scope);
    bool erased = types::mentionsParam(result);
    set(call, types::substitute(types_, result, bindings, true), proven && !erased);
}

bool Flow::constructorParams(ClassInfo& cls, std::vector<ParamView>& out) const {
    if (cls.hasUnknownAncestor() || cls.isOpaque) return false;
    for (const ClassInfo* at = &cls; at; at = at->super) {
        if (at->constructor) {
            paramsOf(*at->constructor, out);
            return true;
        }
        if (at->isBuiltin || at->isOpaque) return false;
    }
    if (!cls.isStruct()) return false;
    out.clear();
    std::vector<const ClassInfo*> chain;
    for (const ClassInfo* at = &cls; at; at = at->super) chain.push_back(at);
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) {
        for (const ClassMember& member : (*it)->members) {
            if (member.kind != MemberKind::Field) continue;
            ParamView view;
            view.name = member.name;
            view.type = member.type;
            view.optional = member.isOptional || member.hasDefault;
            view.span = member.span;
            out.push_back(view);
        }
    }
    return true;
}

void Flow::callClass(CallExpr& call, ClassInfo& cls, bool proven) {
    if (cls.isEnum) return;  // Color(2) looks a value up
    const ClassMember* missing = nullptr;
    bool isAbstract = cls.isAbstract || (missing = missingAbstract(cls, context_.names)) != nullptr;
    if (isAbstract && mayReportFailure()) {
        auto builder = context_.sink.report(Diag::AbstractInstantiated, call.callee->span,
                                            {context_.names.text(cls.name)});
        if (missing)
            builder.note(missing->span, quoted(missing->name) + " has no implementation");
        else if (cls.symbol)
            builder.note(cls.symbol->declSpan, "declared here");
    }
    types::Bindings bindings;
    std::vector<Type*> args;
    for (size_t i = 0; i < cls.typeParams.size(); ++i) {
        args.push_back(i < call.typeArgs.size() ? call.typeArgs[i]->type : any());
        if (i < call.typeArgs.size()) bindings[cls.typeParams[i]] = args.back();
    }
    if (constructorParams(cls, params_)) checkArgs(call, cls.name, params_, true, bindings);
    checkBounds(bindings, call.span);
    set(call, types_.instance(&cls, args), proven);
}

// Binds arguments to parameters as the running program will, and checks each against its type.
void Flow::checkArgs(CallExpr& call, Name callee, std::span<const ParamView> params, bool checkCount,
                     types::Bindings& bindings) {
    std::vector<bool>& given = given_;
    given.assign(params.size(), false);
    size_t position = 0;
    size_t positional = 0;
    bool spread = false;
    bool keywordSpread = false;
    bool reports = checkCount && mayReportFailure();
    const ParamView* rest = nullptr;
    const ParamView* keywords = nullptr;
    size_t maxPositional = 0;
    size_t required = 0;
    for (const ParamView& param : params) {
        if (param.form == ParamKind::Rest)
            rest = &param;
        else if (param.form == ParamKind::KeywordRest)
            keywords = &param;
        else if (!param.keywordOnly)
            ++maxPositional;
        required += !param.optional;
    }
    for (Arg* arg : call.args) {
        if (arg->form == ArgKind::Spread) {
            spread = true;
            continue;
        }
        if (arg->form == ArgKind::KeywordSpread) {
            keywordSpread = true;
            continue;
        }
        if (arg->form == ArgKind::Named) {
            auto it = std::ranges::find_if(params, [&](const ParamView& param) {
                return param.name == arg->name && param.form == ParamKind::Normal;
            });
            if (it == params.end()) {
                if (keywords || !reports) continue;
                Suggestion suggestion(context_.names.text(arg->name));
                for (const ParamView& param : params) suggestion.consider(context_.names.text(param.name));
                context_.sink
                    .report(Diag::UnknownArgument, arg->nameSpan,
                            {quoted(callee), context_.names.text(arg->name)})
                    .suggest(arg->nameSpan, suggestion.best());
                spread = true;  // what is missing may be what was misspelt
                continue;
            }
            size_t index = static_cast<size_t>(it - params.begin());
            if (given[index] && !spread && reports) {
                context_.sink.report(Diag::DuplicateArgument, arg->span, {context_.names.text(arg->name)});
            }
            given[index] = true;
            checkArg(*arg, *it, bindings);
            continue;
        }
        ++positional;
        if (spread) continue;  // its position depends on the length of what was spread
        while (position < params.size() &&
               (params[position].form != ParamKind::Normal || params[position].keywordOnly)) {
            ++position;
        }
        if (position >= params.size() || (rest && rest < &params[position])) continue;
        given[position] = true;
        checkArg(*arg, params[position++], bindings);
    }
    if (!reports) return;
    if (!rest && positional > maxPositional) {
        std::string takes = required < maxPositional ? std::to_string(std::min(required, maxPositional)) +
                                                           " to " + countText(maxPositional)
                                                     : countText(maxPositional);
        auto builder = context_.sink.report(Diag::WrongArgumentCount, call.span,
                                            {quoted(callee), takes, std::to_string(positional)});
        if (!params.empty() && params[0].span.isValid())
            builder.note(Span::join(params.front().span, params.back().span), "the parameters");
        return;
    }
    if (spread || keywordSpread) return;
    for (size_t i = 0; i < params.size(); ++i) {
        if (given[i] || params[i].optional || params[i].form != ParamKind::Normal) continue;
        context_.sink
            .report(Diag::MissingArgument, call.span, {quoted(callee), context_.names.text(params[i].name)})
            .note(params[i].span, "the parameter is declared here");
        return;
    }
}

void Flow::checkArg(Arg& arg, const ParamView& param, types::Bindings& bindings) {
    if (!param.type) return;
    Type* want = param.type;
    if (types::mentionsParam(want)) {
        types::unify(types_, want, arg.value->type, bindings);
        want = types::substitute(types_, want, bindings, true);
    }
    What what{.before = "this payload", .isAll = true};
    if (param.name) what = {"the parameter ", param.name};
    checkFits(*arg.value, want, param.span, what);
}

void Flow::checkBounds(const types::Bindings& bindings, Span span) {
    if (!mayReport()) return;
    for (const auto& [param, type] : bindings) {
        if (param->args().empty() || !type || !types::misfits(type, param->arg(0))) continue;
        context_.sink.report(Diag::BoundNotMet, span,
                             {text(type), context_.names.text(param->param()), types_.text(param->arg(0))});
    }
}

}  // namespace noodle::sema
