#include "vm/bytecode/nbc.h"

#include <catch2/catch.hpp>

#include "test/unit/vm/bytecode/sample.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/verifier.h"

using namespace noodle;
using namespace noodle::bc;

namespace {
constexpr size_t kHeader = 20;
}

TEST_CASE("a module survives writing and reading") {
    BcModule m = test::sample();
    std::string bytes = writeModule(m);
    CHECK(looksLikeNbc(bytes));
    auto back = readModule(bytes);
    INFO((back.ok() ? "" : back.failure().message));
    REQUIRE(back.ok());
    CHECK(writeModule(back.value()) == bytes);
    CHECK(disassemble(back.value()) == disassemble(m));
    CHECK(back.value().sourceHash == m.sourceHash);
    CHECK(back.value().functions[0].lines.size() == 3);
    CHECK(back.value().functions[0].lines[2].line == 1);
    auto proof = verifyModule(back.value());
    INFO((proof.ok() ? "" : proof.failure().message));
    CHECK(proof.ok());
}

TEST_CASE("damaged files are refused with a reason") {
    std::string bytes = writeModule(test::sample());
    auto reason = [](std::string_view text) {
        auto module = readModule(text);
        REQUIRE_FALSE(module.ok());
        CHECK(module.failure().exitCode == 65);
        return module.failure().message;
    };
    CHECK(reason("").find("magic") != std::string::npos);
    CHECK(reason("#!/usr/bin/env noodle").find("magic") != std::string::npos);
    std::string copy = bytes;
    copy[4] = 99;
    CHECK(reason(copy).find("version") != std::string::npos);
    copy = bytes;
    copy[8] = static_cast<char>(copy[8] ^ 1);
    CHECK(reason(copy).find("instruction set") != std::string::npos);
    copy = bytes;
    copy.back() = static_cast<char>(copy.back() ^ 1);
    CHECK(reason(copy).find("checksum") != std::string::npos);
    CHECK(reason(bytes + "x").find("checksum") != std::string::npos);
    CHECK(
        readModule(bytes + "x", {.ignoreChecksum = true}).failure().message.find("after the last section") !=
        std::string::npos);
}

TEST_CASE("no prefix of a file is accepted") {
    std::string bytes = writeModule(test::sample());
    for (size_t n = 0; n < bytes.size(); ++n)
        CHECK_FALSE(readModule(bytes.substr(0, n), {.ignoreChecksum = true}).ok());
}

TEST_CASE("huge counts in small files do not allocate") {
    std::string bytes = writeModule(test::sample());
    for (size_t at = kHeader; at + 5 < bytes.size(); ++at) {
        std::string copy = bytes;
        copy.replace(at, 5, "\xFF\xFF\xFF\xFF\x0F");
        auto module = readModule(copy, {.ignoreChecksum = true});
        if (module.ok()) (void)verifyModule(module.value());
    }
    SUCCEED();
}

TEST_CASE("every changed byte is either harmless or refused") {
    std::string bytes = writeModule(test::sample());
    size_t accepted = 0;
    for (size_t at = kHeader; at < bytes.size(); ++at) {
        for (int value : {0, 1, 2, 3, 5, 64, 127, 128, 254, 255, bytes[at] ^ 1, bytes[at] ^ 128,
                          bytes[at] + 1, bytes[at] - 1}) {
            std::string copy = bytes;
            copy[at] = static_cast<char>(value);
            auto module = readModule(copy, {.ignoreChecksum = true});
            if (!module.ok()) continue;
            (void)disassemble(module.value());
            if (verifyModule(module.value()).ok()) ++accepted;
        }
    }
    CHECK(accepted > bytes.size());
}
