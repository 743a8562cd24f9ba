#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "runtime/base/file.h"
#include "test/unit/vm/assembler.h"
#include "vm/bytecode/disassembler.h"
#include "vm/bytecode/nbc.h"
#include "vm/load/bytecode_cache.h"

using namespace noodle;
namespace fs = std::filesystem;

namespace {

struct Folder {
    Folder() { REQUIRE(::mkdtemp(path) != nullptr); }
    ~Folder() { fs::remove_all(path); }
    char path[32] = "/tmp/noodle_cache_XXXXXX";
};

bc::BcModule answer(int64_t value) {
    testing::ModuleBuilder m("answer");
    m.body().integer(value).ret();
    return m.build();
}

std::string text(const bc::BcModule& module) {
    return bc::disassemble(module);
}

}  // namespace

TEST_CASE("what was stored is found, under its key only") {
    Folder folder;
    BytecodeCache cache(std::string(folder.path) + "/a/b", 1 << 20);
    Digest one{1, 2}, two{1, 3};
    CHECK_FALSE(cache.find(one));
    cache.store(one, "note", bc::writeModule(answer(7)));
    cache.store(two, "", bc::writeModule(answer(8)));
    auto entry = cache.find(one);
    REQUIRE(entry);
    CHECK(entry->note == "note");
    auto module = BytecodeCache::moduleOf(*entry);
    REQUIRE(module);
    entry.reset();
    CHECK(text(*module) == text(answer(7)));
    CHECK(cache.find(two)->note.empty());
    CHECK_FALSE(cache.find({2, 2}));
    cache.store(one, "newer", bc::writeModule(answer(9)));
    CHECK(cache.find(one)->note == "newer");
    CHECK(text(*module) == text(answer(7)));
}

TEST_CASE("an entry with any byte changed, cut off or added is not there") {
    Folder folder;
    BytecodeCache cache(folder.path, 1 << 20);
    Digest key{1, 2};
    cache.store(key, "note", bc::writeModule(answer(7)));
    std::string file = cache.fileOf(key);
    const std::string sound = readFile(file).value();
    auto refuses = [&](const std::string& bytes) {
        REQUIRE(writeFileAtomic(file, bytes, FileSync::No).ok());
        CHECK_FALSE(cache.find(key));
    };
    for (size_t at = 0; at < sound.size(); ++at) {
        std::string changed = sound;
        changed[at] = static_cast<char>(changed[at] ^ 0x10);
        refuses(changed);
        refuses(sound.substr(0, at));
    }
    refuses(sound + "x");
    REQUIRE(writeFileAtomic(file, sound, FileSync::No).ok());
    CHECK(cache.find(key));
}

TEST_CASE("bytes that are no module are no module") {
    Folder folder;
    BytecodeCache cache(folder.path, 1 << 20);
    cache.store({1, 2}, "note", "not bytecode");
    auto entry = cache.find({1, 2});
    REQUIRE(entry);
    CHECK_FALSE(BytecodeCache::moduleOf(*entry));
}

TEST_CASE("a folder that cannot be used is an empty cache") {
    for (const char* place : {"/dev/null", "/dev/null/below", "/proc/none"}) {
        BytecodeCache cache(place, 1 << 20);
        cache.store({1, 2}, "note", bc::writeModule(answer(7)));
        CHECK_FALSE(cache.find({1, 2}));
        cache.evict();
    }
}

TEST_CASE("the oldest entries go when the limit is passed") {
    Folder folder;
    std::string module = bc::writeModule(answer(7));
    std::string note(1000, 'x');
    BytecodeCache wide(folder.path, 1 << 20);
    for (uint64_t i = 1; i <= 10; ++i) {
        wide.store({1, i}, note, module);
        timespec times[2] = {{static_cast<time_t>(1000 + i), 0}, {static_cast<time_t>(1000 + i), 0}};
        ::utimensat(AT_FDCWD, wide.fileOf({1, i}).c_str(), times, 0);
    }
    wide.evict();
    CHECK(wide.find({1, 1}));  // and is the youngest now
    uint64_t size = fs::file_size(wide.fileOf({1, 1}));
    BytecodeCache narrow(folder.path, size * 5);
    narrow.evict();
    CHECK(narrow.find({1, 1}));
    for (uint64_t i = 2; i <= 6; ++i) CHECK_FALSE(narrow.find({1, i}));
    for (uint64_t i = 8; i <= 10; ++i) CHECK(narrow.find({1, i}));
    narrow.store({2, 2}, std::string(size * 6, 'x'), module);
    CHECK_FALSE(narrow.find({2, 2}));
}

TEST_CASE("what a stopped process left behind goes, what another one is writing stays") {
    Folder folder;
    BytecodeCache cache(folder.path, 1 << 20);
    cache.store({1, 1}, "", bc::writeModule(answer(7)));
    std::string stale = cache.fileOf({1, 1}) + ".AbCdEf", fresh = cache.fileOf({1, 1}) + ".GhIjKl";
    std::string foreign = std::string(folder.path) + "/readme";
    for (const std::string& file : {stale, fresh, foreign})
        REQUIRE(writeFileAtomic(file, "x", FileSync::No).ok());
    timespec old[2] = {{1000, 0}, {1000, 0}};
    ::utimensat(AT_FDCWD, stale.c_str(), old, 0);
    ::utimensat(AT_FDCWD, foreign.c_str(), old, 0);
    cache.evict();
    CHECK_FALSE(fs::exists(stale));
    CHECK(fs::exists(fresh));
    CHECK(fs::exists(foreign));
    CHECK(cache.find({1, 1}));
}

TEST_CASE("many may read, write and evict at once") {
    Folder folder;
    std::vector<std::thread> threads;
    for (int64_t id = 0; id < 4; ++id) {
        threads.emplace_back([&, id] {
            BytecodeCache cache(folder.path, 20'000);
            for (int64_t turn = 0; turn < 60; ++turn) {
                int64_t value = (turn * 7 + id) % 10;
                Digest key{1, static_cast<uint64_t>(value)};
                auto entry = cache.find(key);
                auto module = entry ? BytecodeCache::moduleOf(*entry) : std::nullopt;
                if (module && text(*module) != text(answer(value))) std::abort();
                cache.store(key, std::string(1000, 'n'), bc::writeModule(answer(value)));
                cache.evict();
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& file : fs::directory_iterator(folder.path)) CHECK(file.path().extension() == ".cached");
}
