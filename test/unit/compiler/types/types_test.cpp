#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "compiler/types/builtins.h"
#include "compiler/types/relations.h"
#include "compiler/types/type.h"

using namespace noodle;
using namespace noodle::types;

namespace {

struct Fixture {
    NameTable names;
    TypeTable table{names};
    Type* integer = table.get(TypeKind::Int);
    Type* floating = table.get(TypeKind::Float);
    Type* string = table.get(TypeKind::String);
    Type* null = table.null();
    Type* any = table.any();

    ClassInfo& cls(const char* name, ClassInfo* super = nullptr) {
        ClassInfo& info = classes.emplace_back();
        info.name = names.intern(name);
        info.super = super;
        info.instance = table.instance(&info);
        return info;
    }
    std::deque<ClassInfo> classes;
};

}  // namespace

TEST_CASE_METHOD(Fixture, "equal types are one pointer") {
    CHECK(table.list(integer) == table.list(integer));
    CHECK(table.list(integer) != table.list(string));
    CHECK(table.unite(integer, string) == table.unite(string, integer));
    CHECK(table.unite(table.unite(integer, null), string) == table.unite(integer, table.unite(string, null)));
    CHECK(table.unite(integer, integer) == integer);
    CHECK(table.unite(integer, any) == any);
    CHECK(table.unite(integer, table.get(TypeKind::Number)) == table.get(TypeKind::Number));
    CHECK(table.withoutNull(table.nullable(integer)) == integer);
    CHECK(table.withoutNull(null) == table.get(TypeKind::Never));
    for (int i = 0; i < 1000; ++i) integer = table.list(integer);
    Type* again = table.get(TypeKind::Int);
    for (int i = 0; i < 1000; ++i) again = table.list(again);
    CHECK(again == integer);
}

TEST_CASE_METHOD(Fixture, "types print as they are written") {
    CHECK(table.text(table.nullable(integer)) == "int?");
    CHECK(table.text(table.unite(integer, table.nullable(string))) == "int | string | null");
    CHECK(table.text(table.list(any)) == "List");
    CHECK(table.text(table.map(string, table.list(integer))) == "Map<string, List<int>>");
    Type* const items[] = {integer, string};
    CHECK(table.text(table.tuple(items)) == "(int, string)");
    CHECK(table.text(table.tuple({items, 1})) == "(int,)");
    Type* fn = table.function({items, 1}, string);
    CHECK(table.text(fn) == "(int) -> string");
    CHECK(table.text(table.nullable(fn)) == "((int) -> string)?");
    CHECK(table.text(cls("Dog").instance) == "Dog");
}

TEST_CASE_METHOD(Fixture, "fits") {
    CHECK(fit(integer, integer) == Fit::Yes);
    CHECK(fit(integer, floating) == Fit::Convert);
    CHECK(fit(floating, integer) == Fit::No);
    CHECK(fit(any, integer) == Fit::Maybe);
    CHECK(fit(integer, any) == Fit::Yes);
    CHECK(fit(null, integer) == Fit::No);
    CHECK(fit(null, table.nullable(integer)) == Fit::Yes);
    CHECK(fit(table.nullable(integer), integer) == Fit::Maybe);
    CHECK(fit(table.unite(floating, string), integer) == Fit::No);
    CHECK(fit(table.get(TypeKind::Bool), integer) == Fit::No);
    CHECK(fit(string, table.get(TypeKind::Char)) == Fit::Maybe);
    CHECK(fit(table.get(TypeKind::Char), string) == Fit::Yes);
    CHECK(fit(integer, table.get(TypeKind::BigInt)) == Fit::Maybe);
    CHECK(fit(table.list(string), table.list(integer)) == Fit::Yes);  // arguments are erased
    CHECK(fit(table.list(string), table.setOf(string)) == Fit::No);
    CHECK(fit(table.list(string), table.iterator(any)) == Fit::Maybe);
    CHECK(fit(string, table.get(TypeKind::Object)) == Fit::Yes);
}

TEST_CASE_METHOD(Fixture, "classes fit by ancestry, interfaces by shape") {
    ClassInfo& animal = cls("Animal");
    ClassInfo& dog = cls("Dog", &animal);
    ClassInfo& cat = cls("Cat", &animal);
    ClassInfo& named = cls("Named");
    named.form = ast::ClassKind::Interface;
    CHECK(fit(dog.instance, animal.instance) == Fit::Yes);
    CHECK(fit(animal.instance, dog.instance) == Fit::Maybe);
    CHECK(fit(dog.instance, cat.instance) == Fit::No);
    CHECK(fit(dog.instance, named.instance) == Fit::Maybe);
    CHECK(fit(integer, dog.instance) == Fit::No);
    cat.hasUnknownBase = true;
    CHECK(fit(dog.instance, cat.instance) == Fit::Maybe);
    ClassInfo* error = table.builtins().errorClass();
    CHECK(fit(error->instance, table.get(TypeKind::Result)) == Fit::Yes);
}

TEST_CASE_METHOD(Fixture, "shared ancestors are searched once") {
    // Each interface extends the two below it: 2^40 paths.
    ClassInfo* below = &cls("I0");
    ClassInfo* other = &cls("J0");
    for (int i = 0; i < 40; ++i) {
        ClassInfo* a = &cls("I");
        ClassInfo* b = &cls("J");
        a->interfaces = {below, other};
        b->interfaces = {below, other};
        below = a;
        other = b;
    }
    CHECK_FALSE(below->derivesFrom(&cls("Z")));
    CHECK(below->find(names.intern("nothing")) == nullptr);
}

TEST_CASE_METHOD(Fixture, "narrowing splits unions") {
    Type* mixed = table.unite(table.unite(integer, string), null);
    CHECK(narrowTo(table, mixed, integer) == integer);
    CHECK(narrowAway(table, mixed, integer) == table.nullable(string));
    CHECK(narrowTo(table, any, integer) == integer);
    CHECK(narrowAway(table, any, integer) == any);
    CHECK(narrowTo(table, string, integer) == table.get(TypeKind::Never));
    CHECK(narrowTo(table, table.get(TypeKind::Number), integer) == integer);
}

TEST_CASE_METHOD(Fixture, "joins give up on large unions") {
    Type* all = integer;
    for (TypeKind kind : {TypeKind::String, TypeKind::Bool, TypeKind::Bytes, TypeKind::Range, TypeKind::Null,
                          TypeKind::Float}) {
        all = join(table, all, table.get(kind));
    }
    CHECK(all->is(TypeKind::Union));
    all = join(table, join(table, all, table.list(any)), table.setOf(any));
    CHECK(all->isAny());
}

TEST_CASE_METHOD(Fixture, "type parameters are learnt and replaced") {
    Type* t = table.typeParam(names.intern("T"), this, nullptr);
    Bindings bindings;
    unify(table, table.list(t), table.list(integer), bindings);
    CHECK(bindings[t] == integer);
    CHECK(substitute(table, table.map(string, t), bindings, true) == table.map(string, integer));
    CHECK(substitute(table, table.list(t), {}, true) == table.list(any));
    CHECK(mentionsParam(table.nullable(t)));
}

TEST_CASE_METHOD(Fixture, "members of builtin types") {
    Builtins& builtins = table.builtins();
    CHECK(builtins.member(string, names.intern("length")).type == integer);
    CHECK(builtins.member(table.list(string), names.intern("pop")).type == string);
    CHECK_FALSE(builtins.member(table.list(string), names.intern("pop")).proven);
    CHECK(builtins.member(integer, names.intern("length")).type == nullptr);
    CHECK(builtins.isOptionMember(names.intern("unwrapOr")));
}

TEST_CASE_METHOD(Fixture, "aliases of error classes are the class") {
    CHECK(table.builtins().findClass(names.intern("Exception")) == table.builtins().errorClass());
    CHECK(table.builtins().findClass(names.intern("KeyError"))->derivesFrom(table.builtins().errorClass()));
}

TEST_CASE_METHOD(Fixture, "the compiler knows every builtin of the runtime") {
    constexpr std::string_view kNames[] = {
#define BUILTIN(name, result) #name,
#include "runtime/builtins/builtin_names.def"
#undef BUILTIN
    };
    for (std::string_view name : kNames) {
        INFO(name);
        bool isKeyword = name == "None";
        CHECK((isKeyword || table.builtins().isValue(names.intern(name))));
    }
    std::set<std::string_view> known(std::begin(kNames), std::end(kNames));
    for (const Builtin& builtin : table.builtins().all()) {
        if (!builtin.name || builtin.form == BuiltinForm::TypeOnly || builtin.form == BuiltinForm::Decorator)
            continue;
        std::string_view text = names.text(builtin.name);
        INFO(text);
        bool isModuleName = text.starts_with("__");  // set by the loader, not a builtin of the runtime
        CHECK((isModuleName || known.contains(text)));
    }
}
