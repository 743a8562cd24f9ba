// The same work with a collection at every allocation: whatever a native holds only in malloc'd memory would
// die.
#include "runtime/builtins/builtins.h"
#include "runtime/builtins/state.h"
#include "test/unit/runtime/builtins/harness.h"

using namespace noodle;

namespace {
Value lengthOf(Mutator& m, Args args) {
    return makeInt(m, static_cast<int64_t>(args[0].cast<List>()->length));
}
constexpr NativeSpec kLength = {"lengthOf", "xs", lengthOf};

struct StressHarness {
    StressHarness() {
        m.heap().changeOptions().stress = true;
        REQUIRE(installBuiltins(m));
    }
    Value method(Value object, const char* name, std::initializer_list<Value> args = {}) {
        return invoke(m, object, name, args);
    }
    Value native(const char* module, std::string_view name, std::initializer_list<Value> args) {
        for (const NativeSpec& spec : findNativeModule(module)->functions) {
            if (name != spec.name) continue;
            Value fn = Value::ofObject(newNative(m, spec));
            return m.call(fn, std::span<const Value>(args.begin(), args.size()));
        }
        return Value::undef();
    }
    TestMutator m;
};
}  // namespace

TEST_CASE("json survives collections") {
    StressHarness h;
    Value source = stringValue(
        h.m,
        "{\"key\": [\"a text of some length\", {\"key\": 12345678901234567}, 1.5], \"k2\": \"\\u00e9\"}");
    Value parsed = h.native("json", "parse", {source});
    Value text = h.native("json", "stringify", {parsed});
    REQUIRE_FALSE(text.isException());
    CHECK(view(h.m, text.cast<String>()) ==
          "{\"key\":[\"a text of some length\",{\"key\":12345678901234567},1.5],\"k2\":\"é\"}");
}

TEST_CASE("strings and collections survive collections") {
    StressHarness h;
    Value words =
        h.method(stringValue(h.m, "the quick brown fox jumps over the lazy dog and the quick cat"), "split");
    CHECK(
        show(h.m, h.method(h.method(words, "unique"), "sorted")) ==
        "[\"and\", \"brown\", \"cat\", \"dog\", \"fox\", \"jumps\", \"lazy\", \"over\", \"quick\", \"the\"]");
    CHECK(show(h.m, h.method(h.method(words, "countBy"), "get", {stringValue(h.m, "the")})) == "3");
    Value pairs = h.method(words, "enumerate");
    CHECK(show(h.m, h.method(h.method(pairs, "toMap"), "get", {integer(3)})) == "\"fox\"");
    CHECK(show(h.m, h.method(h.method(words, "chunk", {integer(5)}), "map", {function(h.m, kLength)})) ==
          "[5, 5, 3]");
}

TEST_CASE("paths and files survive collections") {
    StressHarness h;
    Value dir = h.native("fs", "tempDir", {});
    Value file = h.native("path", "join", {dir, stringValue(h.m, "x.txt")});
    h.native("fs", "writeText", {file, stringValue(h.m, "one\ntwo\n")});
    CHECK(show(h.m, h.native("fs", "readLines", {file})) == "[\"one\", \"two\"]");
    CHECK(show(h.m, h.native("fs", "listDir", {dir})) == "[\"x.txt\"]");
    h.native("fs", "removeTree", {dir});
}
