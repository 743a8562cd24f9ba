#include "runtime/builtins/output.h"
#include "test/unit/runtime/builtins/harness.h"

using namespace noodle;

namespace {
std::string printed(Harness& h) {
    builtinState(h.m).out.flush();
    return std::exchange(h.output, {});
}
}  // namespace

TEST_CASE("print separates and ends") {
    Harness h;
    h.callValue("print", {integer(1), h.str("a"), Value::null(), h.list({h.str("q")})});
    CHECK(printed(h) == "1 a null [\"q\"]\n");
    h.callValue("print", {integer(1), integer(2)}, {{"sep", h.str("-")}, {"end", h.str("!")}});
    CHECK(printed(h) == "1-2!");
    CHECK(h.call("print", {integer(1)}, {{"sep", integer(3)}}) ==
          "TypeError: print() expects a string for 'sep', got int");
}

TEST_CASE("print writes to a file argument in order with standard output") {
    Harness h;
    h.callValue("print", {h.str("out")});
    h.callValue("print", {h.str("err")}, {{"file", h.moduleMember("sys", "stderr")}});
    CHECK(printed(h) == "out\nerr\n");
}

TEST_CASE("debug shows the repr and gives its argument back") {
    Harness h;
    CHECK(h.call("debug", {h.str("x")}) == "\"x\"");
    CHECK(printed(h) == "debug: \"x\"\n");
}

TEST_CASE("a closed pipe ends output quietly") {
    int calls = 0;
    OutputStream out(1, OutputStream::Buffering::None);
    out.redirect(
        [](void* context, const char*, size_t) {
            ++*static_cast<int*>(context);
            return false;
        },
        &calls);
    out.write("a");
    out.write("b");
    CHECK(calls == 1);
    CHECK(out.broken());
}

TEST_CASE("block buffering keeps the order of small and large pieces") {
    std::string got;
    OutputStream out(1, OutputStream::Buffering::Block);
    out.redirect(
        [](void* context, const char* data, size_t size) {
            static_cast<std::string*>(context)->append(data, size);
            return true;
        },
        &got);
    std::string wanted;
    for (int i = 0; i < 100; ++i) {
        std::string piece(static_cast<size_t>(i * 997 % 70000), static_cast<char>('a' + i % 26));
        out.write(piece);
        wanted += piece;
    }
    out.flush();
    CHECK(got == wanted);
    out.redirect(nullptr, nullptr);
}
