// Fits are decided on atoms (no union) and combined: a union fits if all its members do, and is a misfit
// only if all of them are; a union accepts what any member accepts.

#include "compiler/types/relations.h"

#include <algorithm>

#include "compiler/types/class_info.h"

namespace noodle::types {

namespace {

// A flow union with more members is given up.
constexpr size_t kMaxJoin = 8;

bool isIterableAtom(TypeKind kind) {
    switch (kind) {
        case TypeKind::List:
        case TypeKind::Map:
        case TypeKind::Set:
        case TypeKind::Tuple:
        case TypeKind::Range:
        case TypeKind::Iterator:
        case TypeKind::String:
        case TypeKind::Char:
        case TypeKind::Bytes:
        case TypeKind::Class:
        case TypeKind::Object:
            return true;
        default:
            return false;
    }
}

Fit classToClass(const ClassInfo* from, const ClassInfo* to) {
    if (from->derivesFrom(to)) return Fit::Yes;
    // Interfaces are structural at run time; an open ancestry may contain anything.
    if (to->isInterface() || from->isInterface()) return Fit::Maybe;
    if (from->hasUnknownAncestor() || to->hasUnknownAncestor()) return Fit::Maybe;
    return to->derivesFrom(from) ? Fit::Maybe : Fit::No;
}

Fit toClass(const Type* from, const ClassInfo* to) {
    switch (from->kind()) {
        case TypeKind::Class:
            return classToClass(from->cls(), to);
        case TypeKind::Object:
            return Fit::Maybe;
        case TypeKind::Result:
            return to->form == ast::ClassKind::Error ? Fit::Maybe : Fit::No;
        default:
            return to->isInterface() || to->hasUnknownBase ? Fit::Maybe : Fit::No;
    }
}

// `to` is a number type.
Fit toNumber(TypeKind from, TypeKind to) {
    bool number = from == TypeKind::Int || from == TypeKind::Float || from == TypeKind::BigInt;
    if (from == TypeKind::Number) return to == TypeKind::Number ? Fit::Yes : Fit::Maybe;
    if (from == TypeKind::Class || from == TypeKind::Object)
        return to == TypeKind::Number ? Fit::Maybe : Fit::No;
    if (!number) return Fit::No;
    if (from == to || to == TypeKind::Number) return Fit::Yes;
    if (to == TypeKind::Float) return from == TypeKind::Int ? Fit::Convert : Fit::Maybe;
    return from == TypeKind::Float && to == TypeKind::Int ? Fit::No : Fit::Maybe;
}

Fit toConstructed(const Type* from, const Type* to) {
    TypeKind kind = from->kind();
    switch (to->kind()) {
        case TypeKind::Tuple:
            if (kind != TypeKind::Tuple) return Fit::No;
            if (to->isOpen()) return Fit::Yes;
            if (from->isOpen()) return Fit::Maybe;
            return from->args().size() == to->args().size() ? Fit::Yes : Fit::No;
        case TypeKind::Function:
            if (kind == TypeKind::Function) return Fit::Yes;
            return kind == TypeKind::ClassObject || kind == TypeKind::Class ? Fit::Maybe : Fit::No;
        case TypeKind::Iterator:
            return isIterableAtom(kind) ? Fit::Maybe : Fit::No;
        case TypeKind::Result:
            if (kind == TypeKind::Class) {
                bool error = from->cls()->form == ast::ClassKind::Error;
                return error ? Fit::Yes : from->cls()->hasUnknownAncestor() ? Fit::Maybe : Fit::No;
            }
            return kind == TypeKind::Result ? Fit::Yes : Fit::No;
        case TypeKind::ClassObject:
        case TypeKind::Module:
            return kind == to->kind() ? Fit::Maybe : Fit::No;
        default:
            return kind == to->kind() ? Fit::Yes : Fit::No;
    }
}

Fit fitAtom(const Type* from, const Type* to) {
    if (from == to || to->isAny() || to->is(TypeKind::TypeParam) || from->is(TypeKind::Never))
        return Fit::Yes;
    if (from->isAny()) return Fit::Maybe;
    if (from->is(TypeKind::TypeParam)) return from->args().empty() ? Fit::Maybe : fit(from->arg(0), to);
    if (from->isNull() || to->isNull()) return from->isNull() && to->isNull() ? Fit::Yes : Fit::No;
    switch (to->kind()) {
        case TypeKind::Object:
            return Fit::Yes;
        case TypeKind::Int:
        case TypeKind::Float:
        case TypeKind::Number:
        case TypeKind::BigInt:
            if (from->is(TypeKind::Object)) return Fit::Maybe;
            return toNumber(from->kind(), to->kind());
        case TypeKind::String:
            if (from->is(TypeKind::Char)) return Fit::Yes;
            break;
        case TypeKind::Char:
            if (from->is(TypeKind::String)) return Fit::Maybe;
            break;
        case TypeKind::Class:
            return toClass(from, to->cls());
        default:
            break;
    }
    return from->is(TypeKind::Object) ? Fit::Maybe : toConstructed(from, to);
}

Fit fitIntoUnion(const Type* from, const Type* to) {
    Fit best = Fit::No;
    for (const Type* member : to->args()) best = std::min(best, fitAtom(from, member));
    return best;
}

}  // namespace

Fit fit(const Type* from, const Type* to) {
    if (from == to) return Fit::Yes;
    if (!from->is(TypeKind::Union))
        return to->is(TypeKind::Union) ? fitIntoUnion(from, to) : fitAtom(from, to);
    bool allYes = true;
    bool allNo = true;
    for (const Type* member : from->args()) {
        Fit one = fit(member, to);
        allYes = allYes && one == Fit::Yes;
        allNo = allNo && one == Fit::No;
    }
    return allYes ? Fit::Yes : allNo ? Fit::No : Fit::Maybe;
}

Type* join(TypeTable& table, Type* a, Type* b) {
    if (a == b) return a;
    Type* both = table.unite(a, b);
    return both->is(TypeKind::Union) && both->args().size() > kMaxJoin ? table.any() : both;
}

Type* widened(TypeTable& table, Type* type) {
    switch (type->kind()) {
        case TypeKind::List:
        case TypeKind::Map:
        case TypeKind::Set:
            return table.get(type->kind());
        case TypeKind::Void:
            return table.null();
        case TypeKind::Union: {
            std::vector<Type*> members;
            for (Type* member : type->args()) members.push_back(widened(table, member));
            return table.unite(members);
        }
        default:
            return type;
    }
}

Type* narrowTo(TypeTable& table, Type* type, Type* target) {
    if (!type->is(TypeKind::Union)) {
        Fit one = fit(type, target);
        return one == Fit::Yes ? type : one == Fit::No ? table.get(TypeKind::Never) : target;
    }
    std::vector<Type*> rest;
    for (Type* member : type->args()) rest.push_back(narrowTo(table, member, target));
    return table.unite(rest);
}

Type* narrowAway(TypeTable& table, Type* type, Type* target) {
    if (!type->is(TypeKind::Union)) return fit(type, target) == Fit::Yes ? table.get(TypeKind::Never) : type;
    std::vector<Type*> rest;
    for (Type* member : type->args()) {
        if (fit(member, target) != Fit::Yes) rest.push_back(member);
    }
    return table.unite(rest);
}

bool canBeFalsy(const Type* type) {
    switch (type->kind()) {
        case TypeKind::Union:
            return std::ranges::any_of(type->args(), canBeFalsy);
        case TypeKind::Function:
        case TypeKind::ClassObject:
        case TypeKind::Never:
            return false;
        default:
            return true;
    }
}

bool canBeTruthy(const Type* type) {
    if (type->is(TypeKind::Union)) return std::ranges::any_of(type->args(), canBeTruthy);
    return !type->isNull() && !type->is(TypeKind::Never);
}

Type* elementOf(TypeTable& table, Type* type) {
    switch (type->kind()) {
        case TypeKind::List:
        case TypeKind::Set:
        case TypeKind::Map:
        case TypeKind::Iterator:
            return type->arg(0);
        case TypeKind::Range:
            return table.get(TypeKind::Int);
        case TypeKind::String:
        case TypeKind::Char:
            return table.get(TypeKind::String);
        case TypeKind::Tuple:
            if (type->isOpen() || type->args().empty()) return table.any();
            {
                Type* all = type->arg(0);
                for (Type* item : type->args()) all = join(table, all, item);
                return all;
            }
        default:
            return table.any();
    }
}

bool isNumeric(const Type* type) {
    return type->is(TypeKind::Int) || type->is(TypeKind::Float);
}

bool mentionsParam(const Type* type) {
    return type->is(TypeKind::TypeParam) || std::ranges::any_of(type->args(), mentionsParam);
}

void unify(TypeTable& table, Type* param, Type* arg, Bindings& bindings) {
    if (param->is(TypeKind::TypeParam)) {
        Type*& bound = bindings[param];
        if (!bound || bound->isAny())
            bound = arg;
        else if (bound != arg)
            bound = join(table, bound, arg);
        return;
    }
    if (param->is(TypeKind::Union)) {
        // T? takes the rest of the argument.
        Type* rest = table.withoutNull(arg);
        for (Type* member : param->args()) {
            if (!member->isNull()) unify(table, member, rest, bindings);
        }
        return;
    }
    if (param->kind() != arg->kind() || param->cls() != arg->cls() || param->isOpen() || arg->isOpen())
        return;
    size_t count = std::min(param->args().size(), arg->args().size());
    for (size_t i = 0; i < count; ++i) unify(table, param->arg(i), arg->arg(i), bindings);
}

Type* substitute(TypeTable& table, Type* type, const Bindings& bindings, bool eraseRest) {
    if (type->is(TypeKind::TypeParam)) {
        auto it = bindings.find(type);
        if (it != bindings.end() && it->second) return it->second;
        return eraseRest ? table.any() : type;
    }
    if (type->args().empty() || !mentionsParam(type)) return type;
    std::vector<Type*> args;
    for (Type* arg : type->args()) args.push_back(substitute(table, arg, bindings, eraseRest));
    switch (type->kind()) {
        case TypeKind::List:
            return table.list(args[0]);
        case TypeKind::Set:
            return table.setOf(args[0]);
        case TypeKind::Iterator:
            return table.iterator(args[0]);
        case TypeKind::Task:
            return table.task(args[0]);
        case TypeKind::Map:
            return table.map(args[0], args[1]);
        case TypeKind::Result:
            return table.result(args[0], args[1]);
        case TypeKind::Tuple:
            return table.tuple(args);
        case TypeKind::Union:
            return table.unite(args);
        case TypeKind::Class:
            return table.instance(type->cls(), args);
        case TypeKind::Function: {
            Type* result = args.back();
            args.pop_back();
            return table.function(args, result);
        }
        default:
            return type;
    }
}

}  // namespace noodle::types
