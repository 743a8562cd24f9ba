#include "vm/bytecode/table.h"

#include <catch2/catch.hpp>
#include <vector>

#include "test/unit/vm/bytecode/sample.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/nbc.h"

using namespace noodle;
using namespace noodle::bc;

TEST_CASE("a table grows, copies and gives its memory away") {
    Table<uint32_t> t;
    for (uint32_t i = 0; i < 100; ++i) t.push_back(i);
    Table<uint32_t> copy = t;
    t[5] = 7;
    CHECK(t.size() == 100);
    CHECK(copy[5] == 5);
    Table<uint32_t> moved = std::move(t);
    CHECK(moved[5] == 7);
    t = copy;
    CHECK(t[99] == 99);
    t.push_back(t[0]);
    CHECK(t.back() == 0);
    t.pop_back();
    t.clear();
    CHECK(t.empty());
}

TEST_CASE("a view shares its items until it owns them") {
    std::vector<uint8_t> bytes = {1, 2, 3};
    const auto view = Table<uint8_t>::view(bytes);
    Table<uint8_t> copy = view;
    CHECK(copy.size() == 3);
    CHECK(std::as_const(copy).data() == bytes.data());
    copy.own();
    copy[0] = 9;
    CHECK(bytes[0] == 1);
    Table<uint8_t> grown = view;
    grown.push_back(4);
    grown[1] = 8;
    CHECK(grown.size() == 4);
    CHECK(bytes[1] == 2);
    Table<uint8_t> cut = view;
    cut.resize(2);
    CHECK(cut.size() == 2);
    cut.resize(5);
    CHECK(std::as_const(cut)[1] == 2);
    CHECK(std::as_const(cut)[4] == 0);
}

TEST_CASE("an added function leaves its memory and its lists go to the storage") {
    BcModule m = test::sample();
    FunctionDef f = m.functions[1];
    size_t size = f.code.size();
    m.addFunction(f);
    CHECK(f.code.empty());
    CHECK(m.functions[2].code.size() == size);
    BcModule copy = m;
    m = BcModule();
    CHECK(copy.functions[2].captures.size() == 1);
    CHECK(copy.functions[2].params[0].optional);
}

TEST_CASE("a module read in place lies in its bytes") {
    auto bytes = std::make_shared<const std::string>(writeModule(test::sample()));
    std::weak_ptr<const std::string> watch = bytes;
    auto module = readModule(*bytes, {.owner = bytes});
    REQUIRE(module.ok());
    const BcModule& m = module.value();
    auto inside = [&](const void* at) { return at >= bytes->data() && at < bytes->data() + bytes->size(); };
    CHECK(inside(m.functions[0].code.data()));
    CHECK(inside(m.strings[0].data()));
    CHECK(disassemble(m) == disassemble(test::sample()));
    bytes.reset();
    CHECK_FALSE(watch.expired());
    module.value() = BcModule();
    CHECK(watch.expired());
}
