// Time is linear, stack bounded: sizes that a quadratic or unbounded walk would not survive.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sema_support.h"

using namespace noodle;
using namespace noodle::sema;
using namespace noodle::sema::test;

namespace {

std::string repeat(const std::string& piece, size_t times) {
    std::string out;
    for (size_t i = 0; i < times; ++i) out += piece;
    return out;
}

std::string numbered(const std::string& before, const std::string& after, size_t times) {
    std::string out;
    for (size_t i = 0; i < times; ++i) out += before + std::to_string(i) + after;
    return out;
}

}  // namespace

TEST_CASE("long chains and deep nesting are analysed") {
    CHECK(reportsOf("x = 1" + repeat(" + 1", 900)).empty());
    CHECK(reportsOf("x = true" + repeat(" and true", 900)).empty());
    CHECK(reportsOf(repeat("if true { ", 300) + "x = 1" + repeat(" }", 300)).empty());
    CHECK(reportsOf("x = " + repeat("[", 300) + repeat("]", 300)).empty());
    CHECK(reportsOf("f = " + repeat("() => ", 300) + "1").empty());
}

TEST_CASE("nested loops do not multiply the work") {
    std::string text =
        "function f(n) {\n x = 0\n" + repeat("while x < n { x += 1\n", 60) + repeat("}", 60) + "}";
    auto start = std::chrono::steady_clock::now();
    CHECK(reportsOf(text).empty());
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("many names, branches and members") {
    CHECK(reportsOf(numbered("v", " = 1\n", 5000)).empty());
    CHECK(reportsOf("x = 0\n" + numbered("if x == ", " { x = 1 }\n", 3000)).empty());
    CHECK(reportsOf("function f(x) {\n if x == 0 { return 0 }" +
                    numbered(" elif x == 1", " { y = x }", 2000) + "\n}")
              .empty());
    CHECK(reportsOf("class A {\n" + numbered("f", "() { return 1 }\n", 2000) + "}").empty());
    CHECK(reportsOf("enum E { " + numbered("V", ", ", 2000) + "Last }").empty());
    CHECK(reportsOf("class C0 {}\n" +
                    [] {
                        std::string out;
                        for (int i = 1; i < 500; ++i)
                            out += "class C" + std::to_string(i) + " extends C" + std::to_string(i - 1) +
                                   " {}\n";
                        return out;
                    }())
              .empty());
}

TEST_CASE("many errors end in time") {
    CHECK(reportsOf(numbered("print(undefined", ")\n", 3000)).size() <= 25);
}

TEST_CASE("the conformance programs are accepted") {
    namespace fs = std::filesystem;
    for (fs::path at = fs::current_path(); at.has_parent_path() && at != at.parent_path();
         at = at.parent_path()) {
        fs::path folder = at / "shared" / "conformance";
        if (!fs::exists(folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() != ".nc") continue;
            std::ifstream in(entry.path());
            std::stringstream text;
            text << in.rdbuf();
            Compilation c;
            c.analyze(text.str());
            INFO(entry.path().string() << "\n" << c.texts());
            CHECK_FALSE(c.sink.hasErrors());
        }
        break;
    }
}
