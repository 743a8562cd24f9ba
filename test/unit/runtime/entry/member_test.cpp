#include "runtime/entry/member.h"

#include <catch2/catch.hpp>

#include "runtime/entry/arith.h"
#include "runtime/entry/enum.h"
#include "runtime/entry/spread.h"
#include "runtime/entry/universal.h"
#include "runtime/object/native_module.h"
#include "test/unit/runtime/entry/test_mutator.h"

using namespace noodle;

namespace {

Value nameOf(Mutator&, Args args) {
    return fieldOf(args.self, "name");
}
constexpr NativeSpec kSpeak = {"speak", "", nameOf, 0};
constexpr NativeSpec kLoud = {"loud", "", nameOf, 0};
Value setLoud(Mutator& m, Args args) {
    return setField(m, args.self.cast<Instance>(), symbolFor("name"), args[0]) ? Value::null()
                                                                               : Value::exception();
}
constexpr NativeSpec kSetLoud = {"loud", "v", setLoud, 0};
Value increment(Mutator& m, Args args) {
    return binary(m, BinaryOp::Add, args[0], integer(1));
}
constexpr NativeSpec kIncrement = {"increment", "x", increment, 0};
Value selfName(Mutator& m, Args args) {
    return stringValue(m, className(args.self.cast<Class>()));
}
constexpr NativeSpec kMake = {"make", "", selfName, 0};
Value anyAttribute(Mutator&, Args args) {
    return args[0];
}
constexpr NativeSpec kGetAttr = {"__getattr__", "name", anyAttribute, 0};
Value pi(Mutator&) {
    return real(3.5);
}

/// A class Dog with a method, a property, a static, a class method and the field `name`.
Class* makeDog(Mutator& m) {
    Class* dog = makeClass(m, "Dog", 0, {field("name"), field("tag", true)});
    addMethod(m, dog, kSpeak);
    Member property;
    property.kind = MemberKind::Getter;
    property.value = function(m, kLoud);
    property.setter = function(m, kSetLoud);
    property.owner = dog;
    static_cast<void>(defineMember(m, dog, m.intern("loud"), property));
    addStatic(m, dog, "count", integer(0));
    addMethod(m, dog, kMake, MemberKind::ClassMethod);
    return dog;
}

}  // namespace

TEST_CASE("instance members") {
    TestMutator m;
    Class* dog = makeDog(m);
    const Value rex = instanceOf(m, dog, {{"name", text(m, "Rex")}});
    CHECK(show(m, get(m, rex, "name")) == "\"Rex\"");
    CHECK(show(m, get(m, rex, "loud")) == "\"Rex\"");
    CHECK(show(m, get(m, rex, "count")) == "0");
    CHECK(show(m, get(m, rex, "speak")) == "<function speak>");
    CHECK(show(m, invoke(m, rex, "speak")) == "\"Rex\"");
    CHECK(show(m, invoke(m, rex, "make")) == "\"Dog\"");
    CHECK(show(m, get(m, rex, "tag")) == "null");
    CHECK(show(m, get(m, rex, "nmae")) ==
          "AttributeError: Dog has no attribute 'nmae'; did you mean 'name'?");
    CHECK(show(m, get(m, instanceOf(m, dog), "name")) ==
          "AttributeError: field 'name' of Dog has no value yet");
    CHECK(findMemberValue(m, rex, m.intern("zzz")).isUndef());
    CHECK(show(m, get(m, rex, "__class__")) == "<class Dog>");
    CHECK(show(m, get(m, rex, "__dict__")) == "{\"name\": \"Rex\"}");
}

TEST_CASE("writing instance members") {
    TestMutator m;
    Class* dog = makeDog(m);
    const Value rex = instanceOf(m, dog, {{"name", text(m, "Rex")}});
    CHECK(show(m, setMember(m, rex, m.intern("loud"), text(m, "Max"))) == "null");
    CHECK(show(m, get(m, rex, "name")) == "\"Max\"");
    CHECK(show(m, setMember(m, rex, m.intern("count"), integer(9))) == "null");
    CHECK(show(m, get(m, rex, "count")) == "9");
    CHECK(show(m, get(m, Value::ofObject(dog), "count")) == "0");
    CHECK(show(m, setMember(m, Value::ofObject(dog), m.intern("count"), integer(2))) == "null");
    CHECK(show(m, get(m, Value::ofObject(dog), "count")) == "2");
    CHECK(show(m, setMember(m, Value::null(), m.intern("x"), integer(2))) ==
          "TypeError: cannot set 'x' of null");
    CHECK(show(m, setMember(m, integer(1), m.intern("x"), integer(2))) ==
          "AttributeError: cannot set 'x' of int");
    Class* point = makeClass(m, "P", Class::kStruct, {field("x")});
    const Value p = instanceOf(m, point, {{"x", integer(1)}});
    CHECK(show(m, setMember(m, p, m.intern("y"), integer(2))) == "AttributeError: P has no attribute 'y'");
    Instance* copy = copyStruct(m, p.cast<Instance>(), true);
    CHECK(show(m, setMember(m, Value::ofObject(copy), m.intern("x"), integer(2))) ==
          "TypeError: cannot change 'x': this P is frozen");
    CHECK(show(m, invoke(m, p, "copy")) == "P{x: 1}");
    CHECK(show(m, get(m, rex, "copy")).substr(0, 14) == "AttributeError");
}

TEST_CASE("__getattr__ answers for what is missing") {
    TestMutator m;
    Class* cls = makeClass(m, "Any");
    addMethod(m, cls, kGetAttr);
    CHECK(show(m, get(m, instanceOf(m, cls), "whatever")) == "\"whatever\"");
}

TEST_CASE("null has the Option methods and nothing else") {
    TestMutator m;
    const Value inc = function(m, kIncrement);
    CHECK(show(m, invoke(m, Value::null(), "isNone")) == "true");
    CHECK(show(m, invoke(m, Value::null(), "unwrapOr", {integer(7)})) == "7");
    CHECK(show(m, invoke(m, Value::null(), "map", {inc})) == "null");
    CHECK(show(m, invoke(m, Value::null(), "unwrap")) == "ValueError: unwrap() of null (None)");
    CHECK(show(m, get(m, Value::null(), "name")) == "TypeError: cannot read 'name' of null");
    CHECK(show(m, get(m, Value::null(), "toString")) == "TypeError: cannot read 'toString' of null");
    CHECK(show(m, invoke(m, integer(5), "isSome")) == "true");
    CHECK(show(m, invoke(m, integer(5), "map", {inc})) == "6");
    CHECK(show(m, invoke(m, integer(5), "toString")) == "\"5\"");
    CHECK(show(m, get(m, mapOf(m, {}), "x")) ==
          "AttributeError: Map has no attribute 'x'; use m[\"x\"] for a key");
}

TEST_CASE("Result methods") {
    TestMutator m;
    const Value inc = function(m, kIncrement);
    const Value ok = Value::ofObject(makeSuccess(m, integer(4)));
    const Value failed = Value::ofObject(newError(m, m.types().error, "broken"));
    CHECK(show(m, invoke(m, ok, "isSuccess")) == "true");
    CHECK(show(m, invoke(m, ok, "map", {inc})) == "Success(5)");
    CHECK(show(m, invoke(m, ok, "unwrap")) == "4");
    CHECK(show(m, get(m, ok, "value")) == "4");
    CHECK(show(m, invoke(m, failed, "isError")) == "true");
    CHECK(show(m, invoke(m, failed, "unwrapOr", {integer(1)})) == "1");
    CHECK(show(m, invoke(m, failed, "map", {inc})) == "Error(\"broken\")");
    CHECK(show(m, invoke(m, failed, "unwrap")) == "Error: broken");
    CHECK(show(m, get(m, failed, "error")) == "\"broken\"");
    CHECK(show(m, get(m, failed, "type")) == "\"Error\"");
    CHECK(show(m, get(m, failed, "cause")) == "null");
}

namespace {

Value makeVariantOf(Mutator& m, Args args) {
    const VariantRef variant = variantOfData(args.self);
    return Value::ofObject(
        newEnumValue(m, variant.cls, variant.name, variant.ordinal, variant.value, {args.data, args.count}));
}
constexpr NativeSpec kVariant = {"variant", "...values", makeVariantOf, NativeSpec::kVariant};

}  // namespace

TEST_CASE("members of classes, enums and functions") {
    TestMutator m;
    const Value dog = Value::ofObject(makeDog(m));
    CHECK(show(m, get(m, dog, "name")) == "\"Dog\"");
    CHECK(show(m, invoke(m, dog, "make")) == "\"Dog\"");
    Class* color = makeClass(m, "Color", Class::kEnum);
    static FunctionInfo payload;
    payload.params = {ParamInfo{"level", ParamKind::Positional, false}};
    payload.finishParams();
    EnumValue* red = newEnumValue(m, color, m.intern("Red"), 0, integer(0), {});
    NativeFunction* custom =
        newVariantConstructor(m, kVariant, {color, m.intern("Custom"), 1, integer(1), 0}, &payload);
    color->variants = listOf(m, {Value::ofObject(red), Value::ofObject(custom)}).cast<List>();
    const Value made = invoke(m, Value::ofObject(color), "Custom", {integer(255)});
    CHECK(show(m, made) == "Color.Custom(255)");
    CHECK(show(m, get(m, made, "level")) == "255");
    CHECK(show(m, get(m, made, "payload")) == "(255,)");
    CHECK(show(m, get(m, made, "name")) == "\"Custom\"");
    CHECK(show(m, get(m, made, "value")) == "1");
    CHECK(show(m, get(m, Value::ofObject(color), "Rde")) ==
          "AttributeError: class Color has no attribute 'Rde'; did you mean 'Red'?");
    CHECK(show(m, getIndex(m, Value::ofObject(color), text(m, "Red"))) == "Color.Red");
    CHECK(show(m, setMember(m, Value::ofObject(color), m.intern("Red"), integer(1))) ==
          "TypeError: cannot replace variant 'Red' of enum Color");
    CHECK(show(m, get(m, Value::ofObject(color), "variants")) == "[Color.Red, <function Custom>]");
    CHECK(show(m, get(m, function(m, kSpeak), "__name__")) == "\"speak\"");
}

TEST_CASE("a builtin method read from its class takes its receiver first") {
    TestMutator m;
    static constexpr NativeSpec kShout[] = {
        {"shout", "",
         [](Mutator& mm, Args args) { return binary(mm, BinaryOp::Add, args.self, stringValue(mm, "!")); },
         0}};
    addNativeMembers(m, m.types().stringType, kShout);
    CHECK(show(m, invoke(m, text(m, "hi"), "shout")) == "\"hi!\"");
    const Value unbound = get(m, Value::ofObject(m.types().stringType), "shout");
    const Value receiver = text(m, "ho");
    CHECK(show(m, m.call(unbound, std::span<const Value>(&receiver, 1))) == "\"ho!\"");
    CHECK(show(m, unbound) == "<function shout>");
}

TEST_CASE("modules export live, know cycles, and make builtin members lazily") {
    TestMutator m;
    Module* module = allocateObject<Module>(m);
    module->name = m.intern("a");
    ValueStore* slots = allocateObject<ValueStore>(m, 2 * sizeof(Value));
    slots->capacity = 2;
    slots->values()[0] = integer(1);
    slots->values()[1] = Value::undef();
    module->slots = slots;
    module->exports = mapOf(m, {{Value::ofObject(m.intern("one")), integer(0)},
                                {Value::ofObject(m.intern("late")), integer(1)}})
                          .cast<Map>();
    module->flags = Module::kLoading;
    const Value a = Value::ofObject(module);
    CHECK(show(m, get(m, a, "one")) == "1");
    slots->values()[0] = integer(2);
    CHECK(show(m, get(m, a, "one")) == "2");
    CHECK(show(m, get(m, a, "late")).substr(0, 68) ==
          "ImportError: 'late' is not initialised yet: circular import through ");
    CHECK(show(m, get(m, a, "oen")) == "AttributeError: module 'a' has no export 'oen'; did you mean 'one'?");
    CHECK(show(m, get(m, a, "isSome")).substr(0, 14) == "AttributeError");
    CHECK(show(m, setMember(m, a, m.intern("one"), integer(3))).substr(0, 9) == "TypeError");
    static constexpr NativeConstant kConstants[] = {{"pi", pi}};
    static constexpr NativeModule kTable = {"math", {}, kConstants};
    Module* native = allocateObject<Module>(m);
    native->name = m.intern("math");
    native->native = &kTable;
    CHECK(show(m, get(m, Value::ofObject(native), "pi")) == "3.5");
    CHECK(show(m, get(m, Value::ofObject(native), "pii")) ==
          "AttributeError: module 'math' has no export 'pii'; did you mean 'pi'?");
}

TEST_CASE("private members are for their own class") {
    TestMutator m;
    Class* cls = makeClass(m, "Safe");
    Class* other = makeClass(m, "Thief");
    Member secret;
    secret.kind = MemberKind::Method;
    secret.value = function(m, kSpeak);
    secret.isPrivate = true;
    secret.owner = cls;
    CHECK(defineMember(m, cls, m.intern("secret"), secret));
    const Value safe = instanceOf(m, cls);
    CHECK(checkAccess(m, safe, m.intern("secret"), cls));
    CHECK_FALSE(checkAccess(m, safe, m.intern("secret"), other));
    CHECK(takeError(m) == "AttributeError: 'secret' is private in class Safe");
    CHECK(checkAccess(m, safe, m.intern("public"), nullptr));
}

TEST_CASE("super finds members and constructors above a class") {
    TestMutator m;
    Class* dog = makeDog(m);
    Class* puppy = makeClass(m, "Puppy", 0, {}, dog);
    const Value p = instanceOf(m, puppy, {{"name", text(m, "Pip")}});
    Value callee;
    bool passReceiver = false;
    CHECK(show(m, lookupSuper(m, puppy, p, m.intern("speak"), callee, passReceiver)) == "null");
    CHECK(passReceiver);
    CHECK(show(m, callWithReceiver(m, callee, p, {})) == "\"Pip\"");
    CHECK(show(m, lookupSuper(m, puppy, p, m.intern("fly"), callee, passReceiver)) ==
          "AttributeError: no 'fly' above Puppy");
    Class* mine = makeClass(m, "MyError", Class::kError, {}, m.types().error);
    const Value error = instanceOf(m, mine);
    CHECK(show(m, lookupSuper(m, mine, error, m.intern("__init__"), callee, passReceiver)) == "null");
    const Value message = text(m, "went wrong");
    CHECK(show(m, callWithReceiver(m, callee, error, std::span<const Value>(&message, 1))) == "null");
    CHECK(show(m, error) == "MyError(\"went wrong\")");
    CHECK(show(m, lookupSuper(m, dog, p, m.intern("constructor"), callee, passReceiver)) == "null");
}

TEST_CASE("a finished class has what it claims") {
    TestMutator m;
    static ClassInfo info;
    info.name = "Speaker";
    info.flags = Class::kInterface;
    info.required = {"speak", "run"};
    Class* speaker = newClass(m, &info, nullptr, nullptr);
    Class* dog = makeDog(m);
    dog->interfaces = listOf(m, {Value::ofObject(speaker)}).cast<List>();
    CHECK(show(m, finishClass(m, dog)) ==
          "TypeError: class Dog does not implement interface Speaker: missing run");
    Class* shape = makeClass(m, "Shape");
    Member area;
    area.kind = MemberKind::Method;
    area.isAbstract = true;
    area.owner = shape;
    CHECK(defineMember(m, shape, m.intern("area"), area));
    CHECK(show(m, finishClass(m, shape)) == "null");
    CHECK((shape->flags & Class::kAbstract) != 0);
    Class* circle = makeClass(m, "Circle", 0, {}, shape);
    CHECK(show(m, finishClass(m, circle)) == "TypeError: class Circle must implement abstract area of Shape");
}

TEST_CASE("spread copies set fields") {
    TestMutator m;
    Class* person = makeClass(m, "Person", Class::kStruct, {field("name"), field("email", true)});
    const Value p = instanceOf(m, person, {{"name", text(m, "Al")}, {"email", Value::null()}});
    Map* map = newMap(m);
    CHECK(spreadIntoMap(m, map, p));
    CHECK(show(m, Value::ofObject(map)) == "{\"name\": \"Al\"}");
    CHECK_FALSE(spreadIntoMap(m, map, integer(1)));
    CHECK(takeError(m) == "TypeError: only a map, struct or object can be spread into a map, not int");
}
