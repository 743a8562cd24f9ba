// Any text through the whole compiler, with the IR verified after every pass: what compiles passes the
// bytecode verifier, and its file reads back as the same module.
#include "compiler/driver/driver.h"
#include "test/fuzz/fuzz.h"
#include "vm/bytecode/nbc.h"
#include "vm/bytecode/verifier.h"

using namespace noodle;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    CompileOptions options;
    options.verifyEach = true;
    options.lint = true;
    const CompileResult result = compile("f.nc", std::string(fuzz::textOf(data, size)), options);
    if (!result.ok) {
        if (result.messages.empty()) fuzz::finding("not compiled, and no message says why");
        return 0;
    }
    const Outcome verified = bc::verifyModule(*result.module);
    if (!verified.ok()) fuzz::finding("the verifier rejects what was compiled", verified.failure().message);
    const std::string bytes = bc::writeModule(*result.module);
    const Result<bc::BcModule> read = bc::readModule(bytes);
    if (!read.ok()) fuzz::finding("what was written cannot be read", read.failure().message);
    if (bc::writeModule(read.value()) != bytes) fuzz::finding("what was read is written otherwise");
    return 0;
}
