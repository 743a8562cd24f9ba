// Tiering: which functions of one isolate get native code, and when. It opens the compiler plugin when the
// first one is hot, keeps what was compiled, and drops code whose guesses turned out wrong. Not the compiler
// (vm/jit), nor what compiled code calls (native.h). Owned by the Vm, used by its thread; a root source for
// the objects that code names.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/gc/heap.h"
#include "vm/tier/native_code.h"

namespace noodle {

struct TierOptions {
    Level level = Level::None;
    std::string plugin;  ///< path of the compiler plugin
    uint32_t callThreshold = 5000;
    uint32_t loopTicks = 3;      ///< polls in a loop before it is compiled
    uint32_t deoptEvery = 0;     ///< every so many guards one fails without reason; 0: none does
    uint32_t cacheUnits = 1000;  ///< of code in memory; what was not used for long goes first
    std::string dump;            ///< "jit-ir", "llvm" or "asm", perhaps with :function
    bool traceExits = false;
    std::string cacheFolder;  ///< for code that is kept from run to run; empty: none is
    uint64_t cacheLimit = 0;  ///< bytes
    bool perfMap = false;     ///< names of compiled code for the perf tool, in /tmp
};

struct TierStats {
    uint64_t compiled = 0, loops = 0, refused = 0, exits = 0, discarded = 0;
    uint64_t entries = 0, loopEntries = 0, fromCache = 0;
    uint64_t postponed = 0, compiledBytes = 0, forced = 0, evicted = 0;
    double compileMs = 0;
};

class Tiering final : public RootSource {
  public:
    Tiering(Vm& vm, const TierOptions& options);
    ~Tiering();

    /// A function got warm: its calls are counted from now on.
    void watch(FunctionState& state);
    /// A call was counted for the threshold-th time. Afterwards state.code says where calls begin.
    void compileWhole(FunctionState& state, Function* closure);
    /// The code to go on with at the head of a loop in the current frame; null: the interpreter goes on.
    NativeUnit* loopCode(Frame* frame, uint32_t head);
    /// An exit was taken. The current frame is the innermost one that it made.
    void exited(NativeUnit& unit, ExitPoint& exit);

    /// Whether the exit that is being taken is one that was forced; starts the next countdown then.
    bool wasForced(int32_t& countdown);
    /// Puts code that was finished meanwhile to use.
    void install();

    NativeUnit* unitAt(uintptr_t address) const;
    TierStats& stats() { return stats_; }
    const TierOptions& options() const { return options_; }
    /// A line for each unit that was compiled.
    std::string report() const;
    /// Function by function: what was compiled, what that contains, where it was left and what its author can
    /// do.
    std::string explain() const;
    void traceRoots(Marker& marker) override;

  private:
    Compiler* compiler();
    NativeCode& codeOf(FunctionState& state);
    double costOf(const FunctionState& state) const;
    bool affords(const FunctionState& state);
    void compile(FunctionState& state, Function* closure, uint32_t loop);
    void discard(NativeUnit& unit);
    void retire(NativeUnit& unit);
    void makeRoom(const NativeUnit& newest);
    bool evictNext(const NativeUnit& newest);
    void freeRetired();
    static uint32_t countTick(NativeCode& code, uint32_t head);

    Vm& vm_;
    TierOptions options_;
    TierStats stats_;
    std::unique_ptr<Compiler> compiler_;
    bool opened_ = false;
    std::vector<std::unique_ptr<NativeCode>> codes_;
    std::vector<NativeUnit*> units_;  ///< by address
    size_t hand_ = 0;                 ///< the unit that makeRoom() looks at next

    struct Pending {
        std::shared_ptr<NativeJob> job;
        FunctionState* state;
        uint32_t loop;
        double costMs;  ///< expected
    };
    static constexpr uint32_t kMaxAttempts = 6;
    struct Refusal {
        const FunctionState* state;
        std::string reason;
    };
    static void nameForPerf(const NativeUnit& unit, const std::string& name);
    void install(const Pending& pending);
    std::vector<Refusal> refusals_;
    static void publish(FunctionState& state, const NativeUnit& unit);
    std::vector<Pending> pending_;
    const FunctionState* saving_ = nullptr;  ///< the function that the compile time is being saved for
    uint32_t deniedSince_ = 0;
};

/// The host as compiled code of this Vm sees it.
NativeHost nativeHost(Vm& vm);

}  // namespace noodle
