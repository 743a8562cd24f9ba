#include <unistd.h>

#include <cstdlib>

#include "test/unit/runtime/builtins/harness.h"

using namespace noodle;

TEST_CASE("math: integers") {
    Harness h;
    CHECK(h.mod("math", "gcd", {integer(12), integer(18), integer(-27)}) == "3");
    CHECK(h.mod("math", "lcm", {integer(4), integer(6)}) == "12");
    CHECK(h.mod("math", "factorial", {integer(20)}) == "2432902008176640000");
    CHECK(h.mod("math", "factorial", {integer(21)}) ==
          "OverflowError: factorial(): the result does not fit an int (pass a bigint for a bigint result)");
    CHECK(h.mod("math", "factorial", {h.callValue("bigint", {integer(25)})}) == "15511210043330985984000000");
    CHECK(h.mod("math", "comb", {integer(60), integer(30)}) == "118264581564861424");
    CHECK(h.mod("math", "perm", {integer(5), integer(2)}) == "20");
    CHECK(h.mod("math", "isqrt", {makeInt(h.m, INT64_MAX)}) == "3037000499");
    CHECK(h.mod("math", "wrappingAdd", {makeInt(h.m, INT64_MAX), integer(1)}) == "-9223372036854775808");
    CHECK(h.mod("math", "clamp", {integer(15), integer(0), integer(10)}) == "10");
    CHECK(h.mod("math", "prod", {h.list({integer(2), integer(3)})}) == "6");
    CHECK(h.mod("math", "sign", {real(-2.5)}) == "-1.0");
}

TEST_CASE("math: reals") {
    Harness h;
    CHECK(h.mod("math", "sqrt", {integer(-1)}) ==
          "ValueError: sqrt(): the argument is outside the function's domain");
    CHECK(h.mod("math", "floor", {real(-2.5)}) == "-3");
    CHECK(h.mod("math", "log", {integer(8), integer(2)}) == "3.0");
    CHECK(h.mod("math", "log", {integer(0)}) == "ValueError: log(): a logarithm needs a positive number");
    CHECK(h.mod("math", "fsum", {h.list({real(1e100), real(1.0), real(-1e100)})}) == "1.0");
    CHECK(h.mod("math", "hypot", {integer(3), integer(4)}) == "5.0");
    CHECK(h.mod("math", "atan2", {integer(1), integer(0)}) == "1.5707963267948966");
    CHECK(h.mod("math", "isclose", {real(0.1 + 0.2), real(0.3)}) == "true");
    CHECK(h.mod("math", "modf", {real(2.5)}) == "(0.5, 2.0)");
    CHECK(show(h.m, h.moduleMember("math", "pi")) == "3.141592653589793");
}

TEST_CASE("random is the same for a seed") {
    Harness h;
    auto draw = [&] {
        h.modValue("random", "seed", {integer(7)});
        std::string out;
        for (int i = 0; i < 5; ++i) out += h.mod("random", "randint", {integer(1), integer(6)});
        return out + h.mod("random", "random", {});
    };
    CHECK(draw() == draw());
    Value cls = h.moduleMember("random", "Random");
    Value a = h.callAny(cls, {integer(3)}), b = h.callAny(cls, {integer(3)});
    CHECK(h.on(a, "random") == h.on(b, "random"));
    Value xs = h.list({integer(1), integer(2), integer(3), integer(4)});
    CHECK(h.on(h.onValue(a, "shuffled", {xs}), "sum") == "10");
    CHECK(h.on(h.onValue(a, "sample", {xs, integer(3)}), "unique").size() == 9);
    CHECK(h.mod("random", "choices", {xs},
                {{"weights", h.list({integer(0), integer(0), integer(1), integer(0)})}, {"k", integer(3)}}) ==
          "[3, 3, 3]");
    CHECK(h.mod("random", "choice", {h.list({})}) == "ValueError: choice(): the sequence is empty");
    CHECK(h.mod("random", "randint", {integer(2), integer(1)}) ==
          "ValueError: randint(): the range is empty");
}

TEST_CASE("path") {
    Harness h;
    CHECK(h.mod("path", "join", {h.str("a"), h.str("b/"), h.str("c.txt")}) == "\"a/b/c.txt\"");
    CHECK(h.mod("path", "join", {h.str("a"), h.str("/b")}) == "\"/b\"");
    CHECK(h.mod("path", "dirname", {h.str("/a")}) == "\"/\"");
    CHECK(h.mod("path", "basename", {h.str("/a/b.tar.gz")}) == "\"b.tar.gz\"");
    CHECK(h.mod("path", "ext", {h.str("a/.bashrc")}) == "\"\"");
    CHECK(h.mod("path", "splitext", {h.str("a.b/c.x")}) == "(\"a.b/c\", \".x\")");
    CHECK(h.mod("path", "normalize", {h.str("a/./b/../../../c")}) == "\"../c\"");
    CHECK(h.mod("path", "relative", {h.str("/a/b/c"), h.str("/a/d")}) == "\"../b/c\"");
    CHECK(h.mod("os.path", "isabs", {h.str("/x")}) == "true");
}

TEST_CASE("fs: files and directories") {
    Harness h;
    Value dir = h.modValue("fs", "tempDir", {});
    REQUIRE_FALSE(dir.isException());
    auto in = [&](const char* name) { return h.modValue("path", "join", {dir, h.str(name)}); };
    CHECK(h.mod("fs", "writeText", {in("a.txt"), h.str("one\ntwo\n")}) == "null");
    CHECK(h.mod("fs", "appendText", {in("a.txt"), h.str("é")}) == "null");
    CHECK(h.mod("fs", "readText", {in("a.txt")}) == "\"one\\ntwo\\né\"");
    CHECK(h.mod("fs", "readLines", {in("a.txt")}) == "[\"one\", \"two\", \"é\"]");
    CHECK(h.mod("fs", "size", {in("a.txt")}) == "10");
    CHECK(h.mod("fs", "makeDirs", {in("d/e")}) == "null");
    CHECK(h.mod("fs", "copy", {in("a.txt"), in("d/e/b.txt")}).find("b.txt") != std::string::npos);
    CHECK(h.mod("fs", "listDir", {dir}) == "[\"a.txt\", \"d\"]");
    CHECK(h.on(h.modValue("fs", "glob", {h.str("**/*.txt"), dir}), "length").find("TypeError") == 0);
    CHECK(h.read(h.modValue("fs", "glob", {h.str("**/*.txt"), dir}), "length") == "2");
    CHECK(h.read(h.modValue("fs", "walk", {dir}), "length") == "3");
    CHECK(h.mod("fs", "removeDir", {in("d")}).find("IOError") == 0);
    CHECK(h.mod("fs", "removeDir", {in("d")}, {{"recursive", Value::trueValue()}}) == "null");
    CHECK(h.mod("fs", "exists", {in("d")}) == "false");
    std::string missing = h.mod("fs", "readText", {in("nope")});
    CHECK(missing.find("FileNotFoundError: cannot read ") == 0);
    CHECK(missing.find("nope") != std::string::npos);
    CHECK(h.mod("fs", "readText", {integer(3)}) ==
          "TypeError: readText() expects a path (a string or a Path) for 'path', got int");
    h.modValue("fs", "removeTree", {dir});
}

TEST_CASE("open: lines, text, bytes") {
    Harness h;
    Value path = h.modValue("fs", "tempFile", {});
    Value out = h.callValue("open", {path, h.str("w")});
    CHECK(h.on(out, "write", {h.str("añ\nb\r\nc")}) == "7");
    CHECK(h.on(out, "read").find("IOError: read(): the file is open for writing only") == 0);
    CHECK(h.on(out, "close") == "null");
    CHECK(h.on(out, "write", {h.str("x")}).find("ValueError: write(): the file is closed") == 0);
    Value in = h.callValue("open", {path});
    CHECK(h.on(in, "readLine") == "\"añ\"");
    CHECK(h.on(in, "readlines") == "[\"b\\r\\n\", \"c\"]");
    CHECK(h.on(in, "readLine") == "null");
    h.onValue(in, "seek", {integer(0)});
    CHECK(h.on(in, "read", {integer(2)}) == "\"añ\"");
    CHECK(h.on(in, "tell") == "3");
    CHECK(h.on(in, "read") == "\"\\nb\\r\\nc\"");
    Value raw = h.callValue("open", {path, h.str("rb")});
    CHECK(h.on(raw, "read", {integer(2)}) == "b\"a\\xc3\"");
    CHECK(h.call("open", {path, h.str("rw")}).find("ValueError: open(): invalid mode") == 0);
    Value both = h.callValue("open", {path, h.str("r+")});
    h.onValue(both, "readLine");
    h.onValue(both, "write", {h.str("B")});
    h.onValue(both, "close");
    CHECK(h.mod("fs", "readText", {path}) == "\"añ\\nB\\r\\nc\"");
    h.modValue("fs", "remove", {path});
}

TEST_CASE("Path objects") {
    Harness h;
    Value p = h.callAny(h.moduleMember("pathlib", "Path"), {h.str("/a/b/"), h.str("c.tar.gz")});
    CHECK(h.plain(p) == "/a/b/c.tar.gz");
    CHECK(h.read(p, "name") == "\"c.tar.gz\"");
    CHECK(h.read(p, "suffix") == "\".gz\"");
    CHECK(h.plain(get(h.m, p, "parent")) == "/a/b");
    CHECK(h.plain(h.onValue(p, "with_suffix", {h.str(".zip")})) == "/a/b/c.tar.zip");
    CHECK(h.on(p, "exists") == "false");
    CHECK(h.on(p, "equals", {h.callAny(h.moduleMember("pathlib", "Path"), {h.str("/a/b/c.tar.gz")})}) ==
          "true");
}

TEST_CASE("sys and time") {
    Harness h;
    builtinState(h.m).argv = {"script.nc", "one"};
    CHECK(show(h.m, h.moduleMember("sys", "args")) == "[\"one\"]");
    CHECK(show(h.m, h.moduleMember("sys", "argv")) == "[\"script.nc\", \"one\"]");
    CHECK(h.modValue("sys", "exit", {integer(3)}).isException());
    Value error = h.m.takePending();
    CHECK(className(error.cast<Instance>()->cls) == "SystemExit");
    CHECK(toInt64(fieldOf(error, "code")) == 3);
    CHECK(h.modValue("time", "monotonic", {}).asDouble() > 0);
    CHECK(h.mod("time", "strftime", {h.str("%Y")}, {{"time", integer(0)}}).size() == 6);
    CHECK(h.mod("time", "iso", {integer(0)}) == "\"1970-01-01T00:00:00Z\"");
    CHECK(h.mod("time", "sleep", {integer(-1)}) == "ValueError: sleep(): 'seconds' must not be negative");
}
