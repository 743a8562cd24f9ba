// noodle cache.
#include <cstdio>

#include "tools/cli/command_line.h"
#include "tools/cli/compile_cache.h"
#include "vm/tier/native_code.h"

namespace noodle::cli {

namespace {

void print(const char* what, const FileCache::Usage& usage) {
    std::printf("%s %llu, %llu bytes\n", what, static_cast<unsigned long long>(usage.entries),
                static_cast<unsigned long long>(usage.bytes));
}

}  // namespace

int cmdCache(CommandLine& line) {
    const std::string action = line.operands.size() == 1 ? line.operands[0] : "";
    if (action != "info" && action != "clear") return fail("cache takes info or clear", kUsage);
    const std::string folder = cacheFolder(line.options);
    if (folder.empty()) return fail("there is no folder to keep compiled files in", kIo);
    const auto limit = static_cast<uint64_t>(line.options.cacheLimit);
    const BytecodeCache bytecode(bytecodeFolder(folder), limit);
    const FileCache native(nativeFolder(folder), kNativeExtension, limit);
    if (action == "clear") {
        print("compiled files removed:", bytecode.clear());
        print("native code removed:", native.clear());
        const uint64_t left = bytecode.usage().entries + native.usage().entries;
        return left == 0 ? kOk : fail("some files of " + folder + " cannot be removed", kIo);
    }
    std::printf("folder: %s\n", folder.c_str());
    print("compiled files:", bytecode.usage());
    print("native code:", native.usage());
    std::printf("limit of each: %llu bytes\n", static_cast<unsigned long long>(limit));
    return kOk;
}

}  // namespace noodle::cli
