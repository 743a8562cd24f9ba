#include "compiler/ir/builder.h"

#include <catch2/catch.hpp>

#include "compiler/ir/printer.h"
#include "compiler/ir/verifier.h"

using namespace noodle;
using ir::Op;
using ir::StaticType;

namespace {
constexpr ir::SourcePos kPos{1, 1};

std::string printed(ir::ModuleBuilder& m) {
    ir::IrModule module = m.finish();
    auto verified = ir::verifyModule(module);
    INFO((verified.ok() ? "" : verified.failure().message));
    CHECK(verified.ok());
    return ir::printFunction(module, 0, {.positions = false});
}
}  // namespace

TEST_CASE("a loop over an iterator") {
    ir::ModuleBuilder m("m");
    ir::FunctionBuilder b(m, m.reserveFunction(), "", "", FunctionInfo::kModuleBody);
    auto x = b.local("x");
    auto it = b.temp();
    b.emit(b.storeLocal(it, b.getIter(b.loadBuiltin("xs", kPos), false, kPos), kPos));
    auto head = b.block(), body = b.block(), exit = b.block();
    b.setBlock(head);
    b.iterNext(it, b.storeLocal(x, b.hole(kPos), kPos), body, exit, kPos);
    b.setBlock(body);
    b.emit(b.call(b.loadBuiltin("print", kPos), {b.loadLocal(x, kPos)}, kPos));
    b.jump(head);
    b.setBlock(exit);
    b.ret(b.constNull(kPos), kPos);
    b.emit(b.constInt(1, kPos));  // unreachable: dropped
    b.ret(b.constNull(kPos), kPos);
    b.finish();
    CHECK(printed(m) == R"(function 0 "" qualified "" flags 64
  slot %0 name "x" any
  slot %1 any
  block b0
    (StoreLocal %1 (GetIter 0 (LoadBuiltin "xs")))
    (Jump b1)
  block b1
    (IterNext %1 b2 b3 (StoreLocal %0 (Hole)))
  block b2
    (Eval (Call (LoadBuiltin "print") (LoadLocal %0)))
    (Jump b1)
  block b3
    (Return (ConstNull))
)");
}

TEST_CASE("changing the handler splits a block that has statements") {
    ir::ModuleBuilder m("m");
    ir::FunctionBuilder b(m, m.reserveFunction(), "", "", FunctionInfo::kModuleBody);
    auto e = b.local("e");
    auto handler = b.block();
    b.emit(b.call(b.loadBuiltin("before", kPos), {}, kPos));
    auto outer = b.setHandler(handler);
    b.emit(b.call(b.loadBuiltin("inside", kPos), {}, kPos));
    b.setHandler(outer);
    b.ret(b.constNull(kPos), kPos);
    b.setBlock(handler);
    b.emit(b.storeLocal(e, b.caughtError(kPos), kPos));
    b.rethrow(b.loadLocal(e, kPos), kPos);
    b.finish();
    CHECK(printed(m) == R"(function 0 "" qualified "" flags 64
  slot %0 name "e" any
  block b0
    (Eval (Call (LoadBuiltin "before")))
    (Jump b2)
  block b2 handler b1
    (Eval (Call (LoadBuiltin "inside")))
    (Jump b3)
  block b3
    (Return (ConstNull))
  block b1
    (StoreLocal %0 (CaughtError))
    (Rethrow (LoadLocal %0))
)");
}

TEST_CASE("types of operators follow their operands") {
    ir::ModuleBuilder m("m");
    ir::FunctionBuilder b(m, m.reserveFunction(), "", "", 0);
    auto i = b.local("i", StaticType::Int);
    auto f = b.local("f", StaticType::Float);
    auto li = [&] { return b.loadLocal(i, kPos); };
    auto lf = [&] { return b.loadLocal(f, kPos); };
    CHECK(b.typeOf(b.binary(Op::Add, li(), li(), kPos)) == StaticType::Int);
    CHECK(b.typeOf(b.binary(Op::Mul, li(), lf(), kPos)) == StaticType::Float);
    CHECK(b.typeOf(b.binary(Op::Div, li(), li(), kPos)) == StaticType::Float);
    CHECK(b.typeOf(b.binary(Op::Pow, li(), li(), kPos)) == StaticType::Any);
    CHECK(b.typeOf(b.binary(Op::Lt, li(), lf(), kPos)) == StaticType::Bool);
    CHECK(b.typeOf(b.binary(Op::Add, b.constString("a", kPos), li(), kPos)) == StaticType::String);
    CHECK(b.typeOf(b.cond(li(), li(), lf(), kPos)) == StaticType::Any);
    CHECK(b.typeOf(b.seq({}, li(), kPos)) == StaticType::Int);
    auto intType = m.type({bc::TypeDef::Kind::Int, m.string("int"), {}});
    CHECK(b.typeOf(b.checkType(b.call(lf(), {}, kPos), intType, "x", kPos)) == StaticType::Int);
    CHECK(m.type({bc::TypeDef::Kind::Int, m.string("int"), {}}) == intType);
}

TEST_CASE("a comparison chain evaluates its middle once") {
    ir::ModuleBuilder m("m");
    ir::FunctionBuilder b(m, m.reserveFunction(), "", "", FunctionInfo::kModuleBody);
    ir::FunctionBuilder::ChainLink links[] = {{Op::Lt, b.loadBuiltin("b", kPos)},
                                              {Op::Le, b.loadBuiltin("c", kPos)}};
    b.ret(b.compareChain(b.loadBuiltin("a", kPos), links, kPos), kPos);
    b.finish();
    CHECK(printed(m) == R"(function 0 "" qualified "" flags 64
  slot %0 any
  block b0
    (Return (And:bool (Lt (LoadBuiltin "a") (Tee %0 (LoadBuiltin "b"))) (Le (LoadLocal %0) (LoadBuiltin "c"))))
)");
}

TEST_CASE("temporaries are reused, captures and requests interned") {
    ir::ModuleBuilder m("m");
    ir::FunctionBuilder b(m, m.reserveFunction(), "", "", 0);
    auto t = b.temp();
    b.freeTemp(t);
    CHECK(b.temp() == t);
    CHECK(b.capture(bc::Capture::From::Upvalue, 3) == b.capture(bc::Capture::From::Upvalue, 3));
    CHECK(m.request("./m", false, false) == m.request("./m", false, false));
    CHECK(m.request("./m", true, false) != m.request("./m", false, false));
}
