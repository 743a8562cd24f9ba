// Modules of several isolates, and files that cannot be read at once.
#include <atomic>
#include <catch2/catch.hpp>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "test/unit/vm/assembler.h"
#include "vm/bytecode/nbc.h"
#include "vm/isolate/isolate.h"
#include "vm/load/shared_units.h"

using namespace noodle;
using namespace noodle::testing;
namespace fs = std::filesystem;

namespace {

using Loaded = SharedUnits::Unit;

Loaded emptyUnit() {
    ModuleBuilder m("empty");
    m.body().op(Opcode::Null).ret();
    return CodeUnit::create(m.build());
}

class Folder {
  public:
    explicit Folder(int modules) {
        std::string pattern = (fs::temp_directory_path() / "noodle-modules-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        root_ = fs::canonical(pattern);
        for (int i = 0; i < modules; ++i) {
            ModuleBuilder m("m" + std::to_string(i));
            m.body().op(Opcode::Null).ret();
            std::ofstream(fileOf(i), std::ios::binary) << bc::writeModule(m.build());
        }
    }
    ~Folder() { fs::remove_all(root_); }
    std::string fileOf(int i) const { return (root_ / ("m" + std::to_string(i) + ".nbc")).string(); }

  private:
    fs::path root_;
};

/// Fails as often as it is told to, with an error of the system.
class FailingLoader final : public ModuleLoader {
  public:
    FailingLoader(int failures, int error) : failures_(failures), error_(error) {}
    ModuleLocation locate(const ModuleQuery& query, SearchStage) override {
        ModuleLocation location;
        location.kind = ModuleLocation::Kind::File;
        location.path = query.path;
        return location;
    }
    Result<std::shared_ptr<const CodeUnit>> load(const std::string&) override {
        ++tries;
        if (tries <= failures_) return Failure{"the disk sleeps", 74, error_};
        return emptyUnit();
    }
    int tries = 0;

  private:
    int failures_, error_;
};

}  // namespace

TEST_CASE("isolates on several threads load each module once") {
    constexpr int kModules = 30, kThreads = 8;
    Folder folder(kModules);
    SharedUnits units;
    std::promise<void> allLoaded;
    std::shared_future<void> end = allLoaded.get_future().share();
    std::atomic<int> imported = 0, ready = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t] {
            FileModuleLoader files({});
            SharingLoader loader(files, units);
            Isolate isolate({}, loader);
            isolate.enterThread();
            for (int i = 0; i < kModules; ++i) {
                // Each in an order of its own.
                const std::string path = folder.fileOf((i * 7 + t * 5) % kModules);
                if (isolate.linker().import(path, false, "") != nullptr) ++imported;
            }
            if (++ready == kThreads) allLoaded.set_value();
            end.wait();
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(imported == kModules * kThreads);
    CHECK(units.counts().loaded == kModules);
    CHECK(units.counts().shared == kModules * (kThreads - 1));
    CHECK(units.counts().givenUp == 0);
}

TEST_CASE("who waits too long for another isolate gets an error and may try again") {
    CHECK(SharedUnits::kWaitLimit == std::chrono::seconds(5));
    SharedUnits units(std::chrono::milliseconds(50));
    std::promise<void> begun, goOn;
    std::thread slow([&] {
        Loaded unit = units.get("a.nbc", [&] {
            begun.set_value();
            goOn.get_future().wait();
            return emptyUnit();
        });
        CHECK(unit.ok());
    });
    begun.get_future().wait();
    Loaded refused = units.get("a.nbc", emptyUnit);
    REQUIRE(!refused.ok());
    CHECK(refused.failure().message ==
          "another isolate has been loading a.nbc for 50 ms; not waiting any longer");
    CHECK(units.get("b.nbc", emptyUnit).ok());  // others are not in the way
    goOn.set_value();
    slow.join();
    CHECK(units.get("a.nbc", emptyUnit).ok());
    CHECK(units.counts().waits == 1);
    CHECK(units.counts().givenUp == 1);
}

TEST_CASE("a thread does not wait for itself, and failures are not kept") {
    SharedUnits units(std::chrono::milliseconds(10));
    Loaded outer = units.get("a", [&] { return units.get("a", emptyUnit); });
    CHECK(outer.ok());
    CHECK(!units.get("b", [] { return Loaded(Failure{"no"}); }).ok());
    CHECK(units.get("b", emptyUnit).ok());
}

TEST_CASE("a file that cannot be read for a reason that passes is tried again") {
    FailingLoader loader(2, EAGAIN);
    Isolate isolate({}, loader);
    isolate.enterThread();
    CHECK(isolate.linker().import("/m", false, "") != nullptr);
    CHECK(loader.tries == 3);
    CHECK(isolate.linker().statuses().back().state == ModuleStatus::State::Loaded);
}

TEST_CASE("other failures are final until the module is asked for again") {
    FailingLoader loader(1, EACCES);
    Isolate isolate({}, loader);
    isolate.enterThread();
    CHECK(isolate.linker().import("/m", false, "/main") == nullptr);
    isolate.takePending();
    CHECK(loader.tries == 1);
    const std::vector<ModuleStatus> failed = isolate.linker().statuses();
    REQUIRE(failed.size() == 1);
    CHECK(failed[0].state == ModuleStatus::State::Failed);
    CHECK(failed[0].name == "/m");
    CHECK(failed[0].importer == "/main");
    CHECK(failed[0].error == "cannot import '/m': the disk sleeps");
    CHECK(isolate.linker().import("/m", false, "/main") != nullptr);
    const std::vector<ModuleStatus> loaded = isolate.linker().statuses();
    REQUIRE(loaded.size() == 1);
    CHECK(loaded[0].state == ModuleStatus::State::Loaded);
}

TEST_CASE("a failure that lasts ends the tries") {
    FailingLoader loader(100, EIO);
    Isolate isolate({}, loader);
    isolate.enterThread();
    CHECK(isolate.linker().import("/m", false, "") == nullptr);
    isolate.takePending();
    CHECK(loader.tries == 4);
}
