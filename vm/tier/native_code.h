// What the virtual machine and the compiler plugin know of each other: the tables that compiled code comes
// with, the functions it may call, and the plugin's one entry point. Is not: a compiler, nor the policy of
// when to compile (vm/interp/tiering.h). Both sides are built from the same tree: kNativeAbi changes with
// anything here or in a layout that compiled code reads.
//
// Ownership: the plugin makes a NativeUnit and hands it over; the Tiering of one isolate owns it. Everything
// in it belongs to that isolate: closures, shapes' owners and caches are those of its heap.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "vm/frame/frame.h"

namespace noodle {

class Vm;

constexpr uint32_t kNativeAbi = 4;
/// Of the files in which native code is kept.
inline constexpr const char* kNativeExtension = ".code";

/// Where an exit finds a value, and in what form.
struct ExitValue {
    enum class Form : uint8_t { Constant, Word, Int, Float, Bool, Object };
    Form form = Form::Constant;
    uint32_t index = 0;                     ///< of the live word; Object: of ExitPoint::objects
    uint64_t word = Value::undef().bits();  ///< Constant
};

/// An object that compiled code did without, to be made when the interpreter takes over.
struct ExitObject {
    enum class Kind : uint8_t { RangeIterator, ListIterator };
    Kind kind = Kind::RangeIterator;
    std::vector<ExitValue> parts;
};

/// An interpreter frame to be made at an exit. `values` are the locals, then the operands.
struct ExitFrame {
    FunctionState* state = nullptr;
    ExitValue closure;
    ExitValue receiver;      ///< construct: the new instance
    uint32_t offset = 0;     ///< of the instruction to go on with
    bool construct = false;  ///< the frame's result is dropped: it stands for its receiver
    std::vector<ExitValue> values;
};

/// The reason of an exit that is no failure: the code of a loop ends there.
inline constexpr const char* kLoopIsOver = "the loop is over";

/// A place where compiled code gives up: all frames, outermost first.
struct ExitPoint {
    std::vector<ExitFrame> frames;
    std::vector<ExitObject> objects;
    /// Expected: no guess failed. Operand: the profile knows better next time. Int: one did not fit.
    /// Unreached: caches will know the place.
    enum class Kind : uint8_t { Expected, Operand, Int, Unreached, Other };
    Kind kind = Kind::Other;
    bool throwing = false;  ///< an error is pending and one of the frames handles it
    const char* reason = "";
    uint32_t taken = 0;
};

/// Where a call in compiled code stands in the program.
struct CallPlace {
    const FunctionState* state;
    uint32_t offset;
};

/// Native code of one function: whole, or of what follows the head of a loop.
struct NativeUnit {
    /// How a loop's code comes back to its frame.
    static constexpr uint64_t kResume = Value::kTagSpecial | 6;  ///< the frame goes on in the interpreter
    static constexpr uint64_t kRaise = Value::kTagSpecial | 7;   ///< the same, raising the pending error
    static constexpr uint32_t kWhole = UINT32_MAX;

    FunctionState* state = nullptr;
    uint32_t loop = kWhole;  ///< offset of the loop's head
    /// `slots`: receiver, parameters and other locals as the interpreter lays them out.
    NativeEntry entry = nullptr;
    uintptr_t begin = 0, end = 0;  ///< of the code
    std::vector<ExitPoint> exits;
    std::vector<std::vector<CallPlace>> places;  ///< by place number, innermost call first; empty: not shown
    std::vector<Value> roots;                    ///< heap objects that the code refers to
    bool discarded = false;
    bool fromCache = false;  ///< kept from an earlier run
    bool idle = false;       ///< not used since it was last asked about
    uint32_t bailouts = 0;
    double compileMs = 0, liftMs = 0, optimiseMs = 0;  ///< CPU time; the rest of compileMs is code generation
    uint32_t bytecodeBytes = 0;

    virtual ~NativeUnit() = default;
    /// Number of the place of the call that returns to `address`; -1 if it is unknown.
    virtual int placeOf(uintptr_t address) = 0;
};

/// What the tiers keep for one function; it hangs from its FunctionState.
struct NativeCode {
    std::unique_ptr<NativeUnit> whole;
    std::vector<std::unique_ptr<NativeUnit>> loops;
    std::vector<std::unique_ptr<NativeUnit>> retired;  ///< frames may still be in them
    uint32_t ticks = 0;                                ///< polls that found it running
    struct LoopTicks {
        uint32_t head;
        uint32_t ticks;
    };
    std::vector<LoopTicks> loopTicks;  ///< polls by loop
    uint32_t callsSeen = 0;            ///< the function's count of calls at the last of them
    uint32_t attempts = 0;
    bool pending = false;   ///< being compiled
    bool refused = false;   ///< the compiler cannot do it
    bool wideInts = false;  ///< ints beyond 48 bits are to be expected
    /// What the next compilation does about an instruction where speculation failed too often.
    enum class Trust : uint8_t { Full, Open, None };  ///< Open: nothing is taken to be the only shape
    std::vector<Trust> trust;                         ///< by offset; beyond its end: Full
    Trust trustAt(uint32_t offset) const { return offset < trust.size() ? trust[offset] : Trust::Full; }
};

enum class Level : uint8_t { None, Basic, Balanced, Aggressive };

struct NativeRequest {
    const Mutator* mutator;

    FunctionState* state;
    Function* closure;
    uint32_t loop = NativeUnit::kWhole;
    Level level = Level::Balanced;
    bool background = false;     ///< the job is done later, by another thread
    bool verify = false;         ///< what the compiler makes for LLVM
    bool forceExits = false;     ///< guards also fail when the host's countdown has ended
    const char* dump = nullptr;  ///< "jit-ir", "llvm", "asm" or null
};

/// A compilation. Its unit is complete, or it was refused, once it is done; until then only `roots` of the
/// unit may be looked at.
struct NativeJob {
    std::unique_ptr<NativeUnit> unit;  ///< null, or without an entry: refused
    std::string reason;                ///< why it was refused
    std::atomic<bool> done{false};     ///< released by whoever finishes it
};

/// The virtual machine as the plugin sees it.
struct NativeHost {
    uint32_t abi = kNativeAbi;
#define NATIVE_ENTRY(name, signature) const void* name = nullptr;
#include "vm/tier/native_entries.def"
#undef NATIVE_ENTRY
    // Byte offsets inside the Vm.
    uint32_t stackLimit = 0;   ///< uintptr_t: lowest native stack address that code may use
    uint32_t memberEpoch = 0;  ///< uint32_t
    uint32_t budget = 0;       ///< int32_t: calls until the next poll
    uint32_t spans = 0;        ///< AllocationSpan per size class
    uint32_t countdown = 0;    ///< int32_t: guards until one fails without reason
    // Code that is kept from run to run.
    const char* cacheFolder = nullptr;  ///< null: none is; valid while the compiler is opened
    uint64_t cacheLimit = 0;            ///< bytes
};

class Compiler {
  public:
    virtual ~Compiler() = default;
    /// Reads the heap, the caches and the profile before it returns, and never afterwards.
    virtual std::shared_ptr<NativeJob> compile(const NativeRequest& request) = 0;
};

/// Exported by the plugin as "noodleOpenCompiler". Null: the versions do not fit.
using OpenCompiler = Compiler* (*)(const NativeHost* host);

}  // namespace noodle
