#include <catch2/catch.hpp>
#include <random>

#include "test_mutator.h"

using namespace noodle;

TEST_CASE("length and indexes count code points") {
    TestMutator m;
    String* s = newString(m, "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z");
    CHECK(s->length == 5);
    CHECK_FALSE(s->isAscii());
    CHECK(view(m, charAt(m, s, 1)) == "\xC3\xA9");
    CHECK(view(m, charAt(m, s, 3)) == "\xF0\x9F\x98\x80");
    CHECK(view(m, charAt(m, s, 4)) == "z");
    CHECK(view(m, substring(m, s, 1, 3)) == "\xC3\xA9\xE2\x82\xAC");
    CHECK(byteOffset(m, s, 5) == 11);
    CHECK(codePointIndex(m, s, 6) == 3);
}

TEST_CASE("breadcrumbs find every code point of a long text, in slices too") {
    TestMutator m;
    std::string text;
    std::vector<size_t> offsets;
    for (int i = 0; i < 1000; ++i) {
        offsets.push_back(text.size());
        text += i % 3 == 0 ? "\xE2\x82\xAC" : i % 3 == 1 ? "x" : "\xC3\xA9";
    }
    String* s = newString(m, text);
    for (uint64_t i = 0; i < 1000; ++i) {
        REQUIRE(byteOffset(m, s, i) == offsets[i]);
        REQUIRE(codePointIndex(m, s, offsets[i]) == i);
    }
    String* slice = substring(m, s, 100, 900);
    CHECK(slice->length == 800);
    for (uint64_t i = 0; i < 800; ++i) REQUIRE(byteOffset(m, slice, i) == offsets[i + 100] - offsets[100]);
    String* nested = substring(m, slice, 100, 700);
    CHECK(view(m, nested) == std::string_view(text).substr(offsets[200], offsets[800] - offsets[200]));
    CHECK((nested->flags & String::kSlice) != 0);
    CHECK(static_cast<StringSlice*>(nested)->parent == s);
    for (uint64_t i = 0; i < 600; ++i)
        REQUIRE(codePointIndex(m, nested, offsets[i + 200] - offsets[200]) == i);
}

TEST_CASE("breadcrumbs follow a text that grows where it lies") {
    TestMutator m;
    String* s = newString(m, "\xC3\xA9");
    String* bit = newString(m, "a\xE2\x82\xAC");
    std::vector<size_t> offsets{0};
    std::string text = "\xC3\xA9";
    for (int i = 0; i < 700; ++i) {
        offsets.push_back(text.size());
        offsets.push_back(text.size() + 1);
        text += "a\xE2\x82\xAC";
        s = concat(m, s, bit);
        REQUIRE(s->length == offsets.size());
        REQUIRE(byteOffset(m, s, s->length - 1) == offsets.back());
        REQUIRE(codePointIndex(m, s, offsets[s->length / 2]) == s->length / 2);
    }
    CHECK(view(m, s) == text);
    String* middle = substring(m, s, 300, 900);
    for (uint64_t i = 0; i < 600; ++i) REQUIRE(byteOffset(m, middle, i) == offsets[300 + i] - offsets[300]);
}

TEST_CASE("an interned text that is long and not ASCII has room for its symbol and its breadcrumbs") {
    TestMutator m;
    std::string text;
    for (int i = 0; i < 200; ++i) text += i % 2 == 0 ? "\xC3\xA9" : "x";
    String* s = m.intern(text);
    CHECK(byteOffset(m, s, 150) == 225);
    const Symbol* symbol = symbolOf(m, s);
    m.heap().collect();
    CHECK(symbolOf(m, s) == symbol);
    CHECK(symbolText(symbol) == text);
    CHECK(byteOffset(m, s, 151) == 227);
    CHECK(view(m, s) == text);
}

TEST_CASE("short ASCII texts are put beside a string in one copy, beside ropes too") {
    TestMutator m;
    String* s = newString(m, "caf\xC3\xA9 ");
    CHECK(view(m, appendAscii(m, s, "12")) == "caf\xC3\xA9 12");
    CHECK(view(m, prependAscii(m, "12 ", s)) == "12 caf\xC3\xA9 ");
    CHECK(appendAscii(m, s, "12")->length == 7);
    String* rope = concat(m, newString(m, std::string(2000, 'x')), newString(m, std::string(2000, 'y')));
    String* longer = prependAscii(m, "<", appendAscii(m, rope, "> 7"));
    CHECK(view(m, longer) == "<" + std::string(2000, 'x') + std::string(2000, 'y') + "> 7");
}

TEST_CASE("a rope of depth one million flattens in either direction") {
    TestMutator m;
    String* part = newString(m, std::string(150, 'p'));
    String* left = part;
    String* right = part;
    constexpr uint64_t kDepth = 1'000'000;
    for (uint64_t i = 0; i < kDepth; ++i) {
        left = concat(m, left, part);
        if (i % 100 == 0) right = concat(m, part, right);
    }
    REQUIRE(left->length == 150 * (kDepth + 1));
    m.heap().collect();
    CHECK(view(m, left).size() == left->length);
    CHECK(view(m, right).size() == right->length);
    CHECK(view(m, left).find_first_not_of('p') == std::string_view::npos);
}

TEST_CASE("appending character by character gives the text and gathers small pieces") {
    TestMutator m;
    String* s = newString(m, "");
    std::string expected;
    for (int i = 0; i < 20000; ++i) {
        char c = static_cast<char>('a' + i % 26);
        s = concat(m, s, newString(m, {&c, 1}));
        expected += c;
    }
    CHECK(view(m, s) == expected);
    String* twice = concat(m, s, s);
    CHECK(view(m, twice) == expected + expected);
}

TEST_CASE("sums that share a prefix do not disturb each other") {
    TestMutator m({.stress = true});
    String* base = concat(m, newString(m, std::string(130, 'b')), newString(m, "\xC3\xA9"));
    String* x = concat(m, base, newString(m, "first"));
    String* y = concat(m, base, newString(m, "second"));
    String* xx = concat(m, x, x);
    String* z = concat(m, x, newString(m, "!"));
    const std::string text = std::string(130, 'b') + "\xC3\xA9";
    CHECK(view(m, base) == text);
    CHECK(view(m, x) == text + "first");
    CHECK(view(m, y) == text + "second");
    CHECK(view(m, xx) == text + "first" + text + "first");
    CHECK(view(m, z) == text + "first!");
    CHECK(x->length == 136);
    CHECK_FALSE(x->isAscii());
    CHECK(view(m, charAt(m, x, 130)) == "\xC3\xA9");
    m.heap().verify();
}

TEST_CASE("random sums, slices and flattenings agree with std::string") {
    TestMutator m({.youngBytes = 1 << 16});
    std::mt19937 random(11);
    const std::string pieces[] = {"a",
                                  "\xC3\xA9",
                                  std::string(70, 'm'),
                                  std::string(1500, 'L'),
                                  "",
                                  "\xE2\x82\xAC"
                                  "uro"};
    ValueVector strings(m.heap());
    std::vector<std::string> expected;
    for (const std::string& piece : pieces) {
        strings.push(stringValue(m, piece));
        expected.push_back(piece);
    }
    for (int step = 0; step < 4000; ++step) {
        size_t i = random() % expected.size(), j = random() % expected.size();
        String* a = strings[i].cast<String>();
        String* result = nullptr;
        std::string text;
        if (random() % 4 != 0) {
            result = concat(m, a, strings[j].cast<String>());
            text = expected[i] + expected[j];
        } else {
            uint64_t from = random() % (a->length + 1), to = from + random() % (a->length - from + 1);
            result = substring(m, a, from, to);
            uint64_t start = byteOffset(m, a, from);
            text = expected[i].substr(start, byteOffset(m, a, to) - start);
        }
        REQUIRE(result->byteLength == text.size());
        if (random() % 8 == 0) REQUIRE(view(m, result) == text);
        size_t target = text.size() > 20000 ? random() % 6 : random() % 60;
        if (text.size() > 20000) {
            result = newString(m, pieces[target]);
            text = pieces[target];
        }
        if (target < expected.size()) {
            strings[target] = Value::ofObject(result);
            expected[target] = text;
        } else {
            strings.push(Value::ofObject(result));
            expected.push_back(text);
        }
    }
    for (size_t i = 0; i < expected.size(); ++i) REQUIRE(view(m, strings[i].cast<String>()) == expected[i]);
    m.heap().verify();
}

TEST_CASE("short results copy, long slices share") {
    TestMutator m;
    String* parent = newString(m, std::string(1000, 'q'));
    CHECK((substring(m, parent, 10, 60)->flags & String::kSlice) == 0);
    CHECK((substring(m, parent, 10, 600)->flags & String::kSlice) != 0);
    CHECK(substring(m, parent, 0, 1000) == parent);
    CHECK((concat(m, newString(m, "ab"), newString(m, "cd"))->flags & String::kRope) == 0);
}

TEST_CASE("Latin-1 characters and interned names are one object") {
    TestMutator m;
    CHECK(charAt(m, newString(m, "xyz"), 1) == charAt(m, newString(m, "y"), 0));
    CHECK(charAt(m, newString(m, "\xC3\xA9t"), 0) == charAt(m, newString(m, "t\xC3\xA9"), 1));
    CHECK(m.intern("name") == m.intern(std::string("na") + "me"));
    CHECK(newString(m, "q") == m.intern("q"));
    for (int i = 0; i < 5000; ++i) m.intern("n" + std::to_string(i));
    CHECK(m.intern("n17") == m.intern("n17"));
}

TEST_CASE("equality, order and hash go by text whatever the form") {
    TestMutator m;
    std::string text(200, 'x');
    String* flat = newString(m, text);
    String* rope = concat(m, newString(m, text.substr(0, 150)), newString(m, text.substr(150)));
    String* slice = substring(m, newString(m, "y" + text + "z"), 1, 201);
    CHECK(hashString(m, flat) == hashString(m, rope));
    CHECK(hashString(m, flat) == hashString(m, slice));
    CHECK(equalStrings(m, flat, rope));
    CHECK(equalStrings(m, slice, rope));
    CHECK(compareStrings(m, newString(m, "abc"), newString(m, "abd")) < 0);
    CHECK(compareStrings(m, newString(m, "\xEF\xBF\xBF"), newString(m, "\xF0\x90\x80\x80")) < 0);
    CHECK(compareStrings(m, newString(m, "ab"), newString(m, "abc")) < 0);
}

TEST_CASE("invalid bytes are repaired on request") {
    TestMutator m;
    CHECK(view(m, newStringLossy(m, "a\xFF")) == "a\xEF\xBF\xBD");
}

TEST_CASE("strings survive stress collections") {
    TestMutator m({.stress = true});
    String* s = newString(m, "start");
    std::string expected = "start";
    for (int i = 0; i < 60; ++i) {
        s = concat(m, s, newString(m, "piece\xC3\xA9" + std::to_string(i)));
        expected += "piece\xC3\xA9" + std::to_string(i);
    }
    CHECK(view(m, s) == expected);
    CHECK(view(m, substring(m, s, 5, 200)).substr(0, 5) == "piece");
    m.heap().verify();
}

TEST_CASE("too long a string is an OverflowError, too little memory an OutOfMemoryError") {
    TestMutator m({.limitBytes = 8 << 20});
    String* s = newString(m, std::string(1 << 20, 'x'));
    for (int i = 0; i < 10; ++i) s = concat(m, s, s);
    CHECK(concat(m, s, s) == nullptr);
    CHECK(m.takeError() == "OverflowError: the string is too long");
    CHECK_FALSE(flatten(m, s));
    CHECK(m.takeError() == "OutOfMemoryError: out of memory");
}
