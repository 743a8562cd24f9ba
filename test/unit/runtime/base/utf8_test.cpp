#include "runtime/base/utf8.h"

#include <catch2/catch.hpp>

using namespace noodle;

TEST_CASE("valid text is counted and told from ASCII") {
    Utf8Scan scan = scanUtf8("abcdefghij");
    CHECK(scan.valid);
    CHECK(scan.ascii);
    CHECK(scan.codePoints == 10);
    scan = scanUtf8("h\xC3\xA9llo \xE2\x82\xAC \xF0\x9F\x98\x80");
    CHECK(scan.valid);
    CHECK_FALSE(scan.ascii);
    CHECK(scan.codePoints == 9);
    CHECK(countCodePoints("h\xC3\xA9llo \xE2\x82\xAC \xF0\x9F\x98\x80") == 9);
}

TEST_CASE("overlong forms, surrogates and values beyond Unicode are invalid") {
    for (const char* bad : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                            "\xF8\x88\x80\x80\x80", "\x80", "\xC3"}) {
        CHECK_FALSE(isValidUtf8(bad));
    }
    CHECK(isValidUtf8("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"));
    CHECK(scanUtf8("ok\xFF").validBytes == 2);
}

TEST_CASE("each maximal ill-formed part becomes one replacement character") {
    CHECK(repairUtf8("a\xFFz") == "a\xEF\xBF\xBDz");
    CHECK(repairUtf8("\xE2\x82") == "\xEF\xBF\xBD");
    CHECK(repairUtf8("\xF0\x9F\x98!\xC0\xAF") == "\xEF\xBF\xBD!\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(repairUtf8("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(repairUtf8("fine \xE2\x82\xAC") == "fine \xE2\x82\xAC");
}

TEST_CASE("decoding reverses encoding at every width") {
    for (char32_t c :
         {U'\0', U'A', U'\u007F', U'\u0080', U'\u07FF', U'\u0800', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
        std::string text;
        appendUtf8(text, c);
        size_t at = 0;
        CHECK(decodeUtf8(text, at) == c);
        CHECK(at == text.size());
        CHECK(utf8Width(text[0]) == text.size());
    }
    char buffer[4];
    CHECK(encodeUtf8(0xD800, buffer) == 3);
    CHECK(std::string(buffer, 3) == "\xEF\xBF\xBD");
}

TEST_CASE("advancing stops at the end") {
    std::string_view text = "a\xC3\xA9z";
    CHECK(advanceCodePoints(text, 0, 2) == 3);
    CHECK(advanceCodePoints(text, 0, 99) == 4);
}
