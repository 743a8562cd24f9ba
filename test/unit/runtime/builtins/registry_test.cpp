#include <set>
#include <string>

#include "test/unit/runtime/builtins/harness.h"

using namespace noodle;

TEST_CASE("every listed name is a builtin, once") {
    Harness h;
    std::set<std::string> seen;
    for (const char* name : builtinNames()) {
        INFO(name);
        CHECK(seen.insert(name).second);
        Value v = findBuiltin(h.m, name);
        CHECK_FALSE(v.isUndef());
        CHECK_FALSE(v.isException());
        CHECK(identical(v, findBuiltin(h.m, name)));
    }
    CHECK(findBuiltin(h.m, "noSuchName").isUndef());
}

TEST_CASE("the compiler's names exist here, except what other folders bring") {
    Harness h;
    const std::set<std::string> elsewhere = {
        "is", "as", "property", "staticmethod", "classmethod", "NotImplemented", "__name__", "__file__"};
    const char* const names[] = {
#define BUILTIN_TYPE(name, kind) #name,
#define BUILTIN_CLASS(name, super) #name,
#define BUILTIN_ALIAS(name, cls) #name,
#define BUILTIN(name, result) #name,
#include "compiler/types/builtins.def"
    };
    for (const char* name : names) {
        INFO(name);
        if (elsewhere.count(name) == 0) CHECK_FALSE(findBuiltin(h.m, name).isUndef());
    }
}

TEST_CASE("modules are found by name and alias") {
    for (const char* name : nativeModuleNames()) {
        INFO(name);
        const NativeModule* module = findNativeModule(name);
        REQUIRE(module != nullptr);
        CHECK(std::string(module->name) == name);
    }
    CHECK(findNativeModule("os.path") == findNativeModule("path"));
    CHECK(findNativeModule("nothing") == nullptr);
}

TEST_CASE("module tables have each name once and every constant can be made") {
    Harness h;
    for (const char* name : nativeModuleNames()) {
        const NativeModule* module = findNativeModule(name);
        std::set<std::string> seen;
        for (const NativeSpec& spec : module->functions) {
            INFO(name << "." << spec.name);
            CHECK(seen.insert(spec.name).second);
            CHECK(nativeInfo(spec) != nullptr);
        }
        for (const NativeConstant& constant : module->constants) {
            INFO(name << "." << constant.name);
            CHECK(seen.insert(constant.name).second);
            CHECK_FALSE(constant.make(h.m).isException());
        }
    }
}

TEST_CASE("types convert when called") {
    Harness h;
    CHECK(h.call("int", {h.str("4")}) == "4");
    CHECK(h.call("int", {h.str("ff"), integer(16)}) == "255");
    CHECK(h.call("int", {}) == "0");
    CHECK(h.call("str", {integer(5)}) == "\"5\"");
    CHECK(h.call("float", {h.str("2.5")}) == "2.5");
    CHECK(h.call("bool", {h.str("x")}) == "true");
    CHECK(h.call("List", {h.str("ab")}) == "[\"a\", \"b\"]");
    CHECK(h.call("Set", {h.list({integer(1), integer(1)})}) == "{1}");
    CHECK(h.call("Map", {}, {{"a", integer(1)}}) == "{\"a\": 1}");
    CHECK(h.call("tuple", {h.list({integer(1)})}) == "(1,)");
    CHECK(h.call("bigint", {h.str("123456789012345678901")}) == "123456789012345678901");
    CHECK(h.call("Number", {h.str("2.5")}) == "2.5");
    CHECK(h.call("char", {integer(65)}) == "\"A\"");
    CHECK(h.call("Success", {integer(3)}) == "Success(3)");
}

TEST_CASE("isinstance takes classes, tuples and abstract types") {
    Harness h;
    CHECK(h.call("isinstance", {integer(1), h.value("int")}) == "true");
    CHECK(h.call("isinstance", {integer(1), h.tuple({h.value("str"), h.value("int")})}) == "true");
    CHECK(h.call("isinstance", {real(1), h.value("int")}) == "false");
    CHECK(h.call("isinstance", {real(1), h.value("Number")}) == "true");
    CHECK(h.call("isinstance", {integer(1), integer(2)}) ==
          "TypeError: isinstance() expects a class or a tuple of classes for 'classes', got int");
    CHECK(h.call("typeOf", {h.list({})}) == "\"List\"");
    CHECK(h.call("isString", {h.str("")}) == "true");
    CHECK(h.call("callable", {h.value("print")}) == "true");
}
