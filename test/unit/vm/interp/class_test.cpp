#include "test/unit/vm/interp/test_vm.h"

using namespace noodle;
using namespace noodle::testing;

namespace {

/// A method that returns field `name` of its receiver.
FunctionBuilder& addGetterOf(ModuleBuilder& m, const std::string& function, const std::string& field) {
    auto& f = m.function(function).flags(FunctionInfo::kMethod);
    f.op(Opcode::LoadLocal, {0}).op(Opcode::GetField, {f.name(field)}).ret();
    return f;
}

void define(FunctionBuilder& body, const std::string& name, const FunctionBuilder& f,
            int64_t kind = bc::kMethod) {
    body.op(Opcode::MakeClosure, {f.index()}).op(Opcode::DefineMember, {body.name(name), kind});
}

/// class Animal { sound = "…"; constructor(name) { self.name = name }; speak() { name } }
/// class Dog extends Animal { sound = "woof"; constructor(name) { super(name); self.tricks = 3 } }
void addAnimals(ModuleBuilder& m) {
    auto& animalFields = m.function("$fields").flags(FunctionInfo::kMethod);
    animalFields.op(Opcode::LoadLocal, {0})
        .string("none")
        .op(Opcode::InitField, {animalFields.name("sound")});
    animalFields.op(Opcode::Null).ret();
    auto& animalInit =
        m.function("constructor").flags(FunctionInfo::kMethod | FunctionInfo::kConstructor).param("name");
    animalInit.op(Opcode::LoadLocal, {0})
        .op(Opcode::LoadLocal, {1})
        .op(Opcode::SetField, {animalInit.name("name")});
    animalInit.op(Opcode::Null).ret();
    auto& speak = addGetterOf(m, "speak", "sound");
    auto& dogFields = m.function("$fields").flags(FunctionInfo::kMethod);
    dogFields.op(Opcode::LoadLocal, {0}).string("woof").op(Opcode::InitField, {dogFields.name("sound")});
    dogFields.op(Opcode::Null).ret();
    auto& dogInit =
        m.function("constructor").flags(FunctionInfo::kMethod | FunctionInfo::kConstructor).param("name");
    dogInit.op(Opcode::LoadLocal, {0})
        .op(Opcode::LoadLocal, {1})
        .op(Opcode::CallSuper, {dogInit.name("constructor"), 1});
    dogInit.op(Opcode::Pop)
        .op(Opcode::LoadLocal, {0})
        .integer(3)
        .op(Opcode::SetField, {dogInit.name("tricks")});
    dogInit.op(Opcode::Null).ret();

    uint16_t animal = m.classDef("Animal", 0, false), dog = m.classDef("Dog", 0, true);
    auto& body = m.body();
    body.op(Opcode::MakeClass, {animal});
    define(body, "$fields", animalFields);
    define(body, "constructor", animalInit);
    define(body, "speak", speak);
    body.op(Opcode::FinishClass).op(Opcode::StoreModule, {m.variable("Animal")});
    body.op(Opcode::LoadModule, {m.variable("Animal")}).op(Opcode::MakeClass, {dog});
    define(body, "$fields", dogFields);
    define(body, "constructor", dogInit);
    body.op(Opcode::FinishClass).op(Opcode::StoreModule, {m.variable("Dog")});
}

}  // namespace

TEST_CASE("construction runs initialisers base first, then the constructor chain") {
    TestVm vm;
    ModuleBuilder m;
    addAnimals(m);
    auto& f = m.body().slots(1);
    f.op(Opcode::LoadModule, {m.variable("Dog")}).string("Rex").call(1).op(Opcode::StoreLocal, {0});
    f.op(Opcode::LoadLocal, {0}).op(Opcode::CallMethod, {f.name("speak"), 0});
    for (const char* field : {"name", "tricks"})
        f.op(Opcode::LoadLocal, {0}).op(Opcode::GetField, {f.name(field)});
    f.op(Opcode::MakeTuple, {3}).ret();
    CHECK(vm.eval(m) == R"(("woof", "Rex", 3))");
}

TEST_CASE("construction through a native callback and in a loop with caches") {
    TestVm vm;
    ModuleBuilder m;
    addAnimals(m);
    auto& f = m.body().slots(2);
    Label top = f.label(), end = f.label();
    f.integer(0).op(Opcode::StoreLocal, {0});
    f.bind(top).op(Opcode::LoadLocal, {0}).integer(100).op(Opcode::Lt).jump(Opcode::JumpIfFalse, end);
    f.builtin("apply")
        .op(Opcode::LoadModule, {m.variable("Dog")})
        .string("Rex")
        .call(2)
        .op(Opcode::StoreLocal, {1});
    f.op(Opcode::LoadLocal, {1}).op(Opcode::LoadLocal, {1}).op(Opcode::GetField, {f.name("tricks")});
    f.op(Opcode::LoadLocal, {0}).op(Opcode::Add).op(Opcode::SetField, {f.name("tricks")});
    f.op(Opcode::LoadLocal, {1}).op(Opcode::CallMethod, {f.name("speak"), 0}).op(Opcode::Pop);
    f.op(Opcode::IncLocal, {0, 1}).jump(Opcode::Loop, top);
    f.bind(end).op(Opcode::LoadLocal, {1}).op(Opcode::GetField, {f.name("tricks")}).ret();
    CHECK(vm.eval(m) == "102");
}

TEST_CASE("wrong arguments of a constructor name the class") {
    TestVm vm;
    ModuleBuilder m;
    addAnimals(m);
    m.body().op(Opcode::LoadModule, {m.variable("Dog")}).call(0).ret();
    CHECK(vm.eval(m) == "error: TypeError: Dog() is missing argument 'name'");
}

TEST_CASE("a bound method keeps its receiver") {
    TestVm vm;
    ModuleBuilder m;
    addAnimals(m);
    auto& f = m.body();
    f.builtin("apply").op(Opcode::LoadModule, {m.variable("Dog")}).string("Rex").call(1);
    f.op(Opcode::GetField, {f.name("speak")}).call(1).ret();
    CHECK(vm.eval(m) == R"("woof")");
}

TEST_CASE("structs take their fields by position and name, with checks and conversion") {
    TestVm vm;
    auto build = [&](ModuleBuilder& m, std::vector<std::string> names) {
        uint16_t floatType = m.type(bc::TypeDef::Kind::Float, "float");
        uint16_t point = m.classDef("Point", Class::kStruct, false, {{"x", floatType}, {"y", floatType}});
        auto& f = m.body();
        f.op(Opcode::MakeClass, {point})
            .op(Opcode::FinishClass)
            .op(Opcode::StoreModule, {m.variable("Point")});
        f.op(Opcode::LoadModule, {m.variable("Point")}).integer(1);
        if (names.empty()) {
            f.op(Opcode::Const, {f.constant(2.5)}).call(2).ret();
        } else {
            f.integer(2).op(Opcode::CallNamed, {2, f.nameList(names)}).ret();
        }
    };
    ModuleBuilder a, b, c;
    build(a, {});
    CHECK(vm.eval(a) == "Point{x: 1.0, y: 2.5}");
    build(b, {"y"});
    CHECK(vm.eval(b) == "Point{x: 1.0, y: 2.0}");
    build(c, {"z"});
    CHECK(vm.eval(c) == "error: TypeError: Point() has no field 'z'");
}

TEST_CASE("a field of the wrong type is refused at every write") {
    TestVm vm;
    ModuleBuilder m;
    uint16_t intType = m.type(bc::TypeDef::Kind::Int, "int");
    uint16_t box = m.classDef("Box", Class::kStruct, false, {{"n", intType}});
    auto& f = m.body().slots(1);
    f.op(Opcode::MakeClass, {box}).op(Opcode::FinishClass).integer(1).call(1).op(Opcode::StoreLocal, {0});
    for (int i = 0; i < 3; ++i) f.op(Opcode::LoadLocal, {0}).integer(i).op(Opcode::SetField, {f.name("n")});
    f.op(Opcode::LoadLocal, {0}).string("x").op(Opcode::SetField, {f.name("n")}).op(Opcode::Null).ret();
    CHECK(vm.eval(m) == "error: TypeError: expected int for field 'n' of Box, got string");
}

TEST_CASE("enum variants with and without payload") {
    TestVm vm;
    ModuleBuilder m;
    uint16_t shape = m.classDef("Shape", Class::kEnum, false);
    auto& f = m.body().slots(2);
    f.op(Opcode::MakeClass, {shape}).op(Opcode::Undef);
    f.op(Opcode::DefineVariant, {f.name("Empty"), f.nameList({}), 0}).op(Opcode::Undef);
    f.op(Opcode::DefineVariant, {f.name("Circle"), f.nameList({"r"}), 0})
        .op(Opcode::FinishClass)
        .op(Opcode::StoreLocal, {0});
    f.op(Opcode::LoadLocal, {0})
        .integer(5)
        .op(Opcode::CallMethod, {f.name("Circle"), 1})
        .op(Opcode::StoreLocal, {1});
    f.op(Opcode::LoadLocal, {1});
    f.op(Opcode::LoadLocal, {1})
        .op(Opcode::LoadLocal, {0})
        .op(Opcode::GetField, {f.name("Circle")})
        .op(Opcode::MatchClass);
    f.op(Opcode::LoadLocal, {1}).op(Opcode::LoadLocal, {0}).op(Opcode::GetField, {f.name("Circle")});
    f.op(Opcode::MatchPositional, {0});
    f.op(Opcode::LoadLocal, {1})
        .op(Opcode::LoadLocal, {0})
        .op(Opcode::GetField, {f.name("Empty")})
        .op(Opcode::MatchClass);
    f.op(Opcode::MakeTuple, {4}).ret();
    CHECK(vm.eval(m) == "(Shape.Circle(5), true, 5, false)");
}

TEST_CASE("generated error constructors and abstract classes") {
    TestVm vm;
    ModuleBuilder m;
    uint16_t notFound = m.classDef("NotFound", 0, true, {{"path", bc::kNone32}});
    auto& f = m.body();
    f.builtin("Error").op(Opcode::MakeClass, {notFound}).op(Opcode::FinishClass).string("gone").string("/x");
    f.op(Opcode::CallNamed, {2, f.nameList({"path"})}).op(Opcode::Dup).op(Opcode::GetField, {f.name("path")});
    f.op(Opcode::Swap).op(Opcode::GetField, {f.name("message")}).op(Opcode::MakeTuple, {2}).ret();
    CHECK(vm.eval(m) == R"(("/x", "gone"))");
    ModuleBuilder n;
    uint16_t base = n.classDef("Base", Class::kAbstract, false);
    n.body().op(Opcode::MakeClass, {base}).op(Opcode::FinishClass).call(0).ret();
    CHECK(vm.eval(n) == "error: TypeError: cannot construct abstract class Base");
}

TEST_CASE("everything survives a collection at each allocation") {
    VmOptions options = TestVm::defaults();
    options.heap.stress = true;
    TestVm vm(options);
    ModuleBuilder m;
    addAnimals(m);
    auto& f = m.body();
    f.builtin("apply").op(Opcode::LoadModule, {m.variable("Dog")}).string("Rex").call(1);
    f.op(Opcode::GetField, {f.name("speak")}).call(1).ret();
    CHECK(vm.eval(m) == R"("woof")");
}
