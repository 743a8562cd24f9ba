#include "vm/bytecode/disassembler.h"

#include <catch2/catch.hpp>

#include "test/unit/vm/bytecode/sample.h"

using namespace noodle;
using namespace noodle::bc;

TEST_CASE("names, labels, lines and depths instead of indexes") {
    std::string text = disassemble(test::sample());
    INFO(text);
    for (const char* expected :
         {"module \"sample\"", "type 1 = x (union 0)", "field x: int optional", "const 0 = x", "Const -5",
          "StoreLocal %0:x", "IterNext %1 L1", "Loop L0", "CallNamed 2 (x)", "CheckType x (union 0) x", "2:4",
          "upvalue 0 = value of slot 1", "MakeClosure #1 main"}) {
        INFO(expected);
        CHECK(text.find(expected) != std::string::npos);
    }
}

TEST_CASE("a filter selects functions and leaves the tables out") {
    BcModule m = test::sample();
    m.functions[1].name = 1;
    std::string text = disassemble(m, "x");
    CHECK(text.find("function 1") != std::string::npos);
    CHECK(text.find("function 0") == std::string::npos);
    CHECK(text.find("module") == std::string::npos);
}
