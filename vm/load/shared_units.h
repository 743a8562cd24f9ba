// SharedUnits: code units that several isolates share, each loaded once. Whoever asks first loads; the others
// wait for it, but not longer than a limit: then they get an error instead of a deadlock. A failure is not
// kept, so the next one tries again. Is not: a searcher of files and no cache from run to run
// (bytecode_cache.h).
//
// Used by any number of threads. Keeps units only as long as somebody runs them.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>

#include "vm/load/module_loader.h"

namespace noodle {

class SharedUnits {
  public:
    using Unit = Result<std::shared_ptr<const CodeUnit>>;
    using Load = std::function<Unit()>;

    static constexpr std::chrono::milliseconds kWaitLimit{5000};

    explicit SharedUnits(std::chrono::milliseconds waitLimit = kWaitLimit) : waitLimit_(waitLimit) {}
    SharedUnits(const SharedUnits&) = delete;
    SharedUnits& operator=(const SharedUnits&) = delete;

    /// The unit of `key`, from `load` where nobody has it. A thread that is loading `key` itself loads it
    /// again rather than wait for itself.
    Unit get(const std::string& key, const Load& load);

    struct Counts {
        uint64_t loaded = 0, shared = 0, waits = 0, givenUp = 0;
    };
    Counts counts() const;

  private:
    struct Entry {
        std::weak_ptr<const CodeUnit> unit;
        bool isLoading = false;
        std::thread::id loader;
    };

    const std::chrono::milliseconds waitLimit_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::unordered_map<std::string, Entry> entries_;
    Counts counts_;
};

/// The loader of one isolate in front of units that it shares with others. What locate() finds must mean the
/// same for all of them: the same search paths and the same host modules.
class SharingLoader final : public ModuleLoader {
  public:
    /// Both outlive the loader.
    SharingLoader(ModuleLoader& own, SharedUnits& units) : own_(own), units_(units) {}

    ModuleLocation locate(const ModuleQuery& query, SearchStage stage) override {
        return own_.locate(query, stage);
    }
    /// A file that was changed on disk is another one.
    Result<std::shared_ptr<const CodeUnit>> load(const std::string& file) override;
    std::string sourceText(const CodeUnit& unit) override { return own_.sourceText(unit); }
    std::vector<std::string> modulesBeside(const std::vector<std::string>& searched) override {
        return own_.modulesBeside(searched);
    }

  private:
    ModuleLoader& own_;
    SharedUnits& units_;
};

}  // namespace noodle
