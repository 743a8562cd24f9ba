// Any bytes as a .nbc file whose header and checksum are right: reader and verifier refuse it, or it runs
// within its limits whatever it does. Programs that could reach beyond the process are only read and
// verified.
#include <xxhash.h>

#include <cstring>
#include <string>

#include "runtime/builtins/state.h"
#include "test/fuzz/fuzz.h"
#include "vm/bytecode/nbc.h"
#include "vm/bytecode/opcode_info.h"
#include "vm/isolate/isolate.h"

using namespace noodle;

namespace {

constexpr size_t kHeader = 20;

/// `bytes` with the header that a file of this version has.
std::string repaired(std::string_view bytes) {
    std::string file(bytes.size() < kHeader ? std::string_view() : bytes);
    file.resize(std::max(file.size(), kHeader));
    const uint16_t version[] = {bc::kFormatVersion, 0};
    const uint32_t opcodes = bc::opcodeSetHash();
    const uint64_t checksum = XXH64(file.data() + kHeader, file.size() - kHeader, 0);
    std::memcpy(file.data(), bc::kMagic.data(), 4);
    std::memcpy(file.data() + 4, version, 4);
    std::memcpy(file.data() + 8, &opcodes, 4);
    std::memcpy(file.data() + 12, &checksum, 8);
    return file;
}

/// Without imports, and without the names of the builtins that use files or standard input, a program is
/// alone.
bool isAlone(const bc::BcModule& module) {
    if (!module.requests.empty()) return false;
    for (std::string_view text : module.strings)
        if (text == "open" || text == "input") return false;
    return true;
}

bool forget(void*, const char*, size_t) {
    return true;
}

void execute(const std::shared_ptr<const CodeUnit>& unit) {
    IsolateOptions options;
    options.heap.limitBytes = 16u << 20;
    options.stackBytes = 1u << 20;
    options.timeLimitNs = 50'000'000;
    options.hashSeed = 1;
    options.tier.level = Level::None;
    FileModuleLoader loader{SearchPaths{}};
    Isolate isolate(options, loader);
    builtinState(isolate).out.redirect(forget, nullptr);
    builtinState(isolate).err.redirect(forget, nullptr);
    isolate.run(unit);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string file = repaired(fuzz::textOf(data, size));
    Result<bc::BcModule> module = bc::readModule(file);
    if (!module.ok()) return 0;
    const bool alone = isAlone(module.value());
    const auto unit = CodeUnit::create(std::move(module.value()));  // verifies
    if (unit.ok() && alone) execute(unit.value());
    return 0;
}
