#include "compiler/source/source.h"

#include <catch2/catch.hpp>

#include "compiler/source/names.h"
#include "compiler/source/seq.h"

using namespace noodle;

TEST_CASE("a line map counts lines and code points") {
    SourceSet set;
    SourceFile& file = set.add("a.nc", "ab\n\xC3\xA9x\r\nlast");
    CHECK(file.lineCount() == 3);
    CHECK(file.position(0).line == 1);
    CHECK(file.position(2).column == 3);
    CHECK(file.position(3).line == 2);
    CHECK(file.position(5).column == 2);  // the byte behind a two-byte letter
    CHECK(file.lineText(2) == "\xC3\xA9x");
    CHECK(file.lineText(3) == "last");
    CHECK(file.lineOf(1000) == 3);
}

TEST_CASE("an empty file has one line") {
    SourceSet set;
    SourceFile& file = set.add("a.nc", "");
    CHECK(file.lineCount() == 1);
    CHECK(file.lineText(1).empty());
    CHECK(file.position(0).column == 1);
}

TEST_CASE("spans join over what is valid") {
    Span a{0, 2, 5};
    Span b{0, 8, 9};
    CHECK(Span::join(a, b) == Span{0, 2, 9});
    CHECK(Span::join(Span{}, b) == b);
    CHECK(Span::join(a, Span{}) == a);
}

TEST_CASE("names are interned once, known ones with constant ids") {
    NameTable names;
    CHECK(names.intern("self") == names::kSelf);
    CHECK(names.text(names::kFunction) == "function");
    CHECK(names.intern("fn") == names::kFn);
    Name a = names.intern("apple");
    CHECK(names.intern("apple") == a);
    CHECK(names.find("apple") == a);
    CHECK_FALSE(names.find("pear"));
    CHECK_FALSE(names.intern(""));
}

TEST_CASE("the name table grows") {
    NameTable names;
    std::vector<Name> all;
    for (int i = 0; i < 5000; ++i) all.push_back(names.intern("n" + std::to_string(i)));
    for (int i = 0; i < 5000; ++i) {
        CHECK(names.intern("n" + std::to_string(i)) == all[static_cast<size_t>(i)]);
    }
    CHECK(names.text(all[4321]) == "n4321");
}

TEST_CASE("an arena serves small and large blocks aligned") {
    Arena arena;
    auto* a = arena.make<uint64_t>(7u);
    void* big = arena.allocate(1 << 20, 16);
    auto* b = arena.make<uint64_t>(8u);
    CHECK(reinterpret_cast<uintptr_t>(big) % 16 == 0);
    CHECK(*a == 7);
    CHECK(*b == 8);
    CHECK(arena.copy("text") == "text");
    CHECK(arena.bytesUsed() >= (1u << 20));
}
