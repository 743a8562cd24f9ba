#include "lower_support.h"

using namespace noodle;
using namespace noodle::lower::test;

TEST_CASE("a class is built from its methods, then its shared fields") {
    std::string text =
        body("class C {\n static n = 1\n x = 2\n constructor(a) { self.a = a }\n m() { return self.x }\n}",
             "<module>");
    CHECK(text == R"(
  block b0
    (StoreLocal %0 (FinishClass (DefineMember "$fields" 0 (DefineMember "m" 0 (DefineMember "constructor" 0 (MakeClass c0) (MakeClosure f1)) (MakeClosure f2)) (MakeClosure f3))))
    (StoreModule v0 (LoadLocal %0))
    (Eval (DefineMember "n" 5 (LoadLocal %0) (ConstInt 1)))
    (Return (ConstNull))
)");
}

TEST_CASE("descriptions: fields, pattern fields, flags") {
    ir::IrModule module = lowered(
        "struct P {\n x: int\n y: int = 3\n z?: string\n}\nclass C {\n constructor(a, ...rest) { }\n}");
    const bc::ClassDef& point = module.tables.classes[0];
    REQUIRE(point.fields.size() == 3);
    CHECK_FALSE(point.fields[0].optional);
    CHECK(point.fields[1].optional);
    CHECK(point.fields[2].optional);
    CHECK(point.matchFields.size() == 3);
    REQUIRE(module.tables.classes[1].matchFields.size() == 1);
    CHECK(module.string(module.tables.classes[1].matchFields[0]) == "a");
}

TEST_CASE("default values of instance fields are a member of their own") {
    CHECK(contains(body("class C {\n x = 2\n y: List<int> = []\n}", "$fields"),
                   "(InitField \"x\" (LoadLocal %0) (ConstInt 2))"));
}

TEST_CASE("super calls start from the receiver") {
    std::string text =
        "class A { m(x) { } }\nclass B extends A {\n constructor() { super(1) }\n m(x) { return super.m(x) "
        "}\n}";
    CHECK(contains(body(text, "constructor"), "(CallSuper \"constructor\" (LoadLocal %0) (ConstInt 1))"));
}

TEST_CASE("decorators apply from the bottom; known ones do nothing at run time") {
    std::string text = "function d(n) { return f => f }\n@d(1)\n@d(2)\n@inline\nfunction g() { }";
    CHECK(contains(
        body(text, "<module>"),
        "(Call (Call (LoadModule v0) (ConstInt 1)) (Call (Call (LoadModule v0) (ConstInt 2)) (MakeClosure "));
}

TEST_CASE("enum variants with payloads and values") {
    std::string text = body("enum E { A, B = 5, C(x: int) }", "<module>");
    CHECK(contains(
        text,
        "(DefineVariant \"C\" [\"x\"] 0 (DefineVariant \"B\" [] 1 (DefineVariant \"A\" [] 0 (MakeClass c0)"));
}
