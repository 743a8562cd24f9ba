// CodeUnit: the process-wide, immutable code of one module: the verified BcModule, a Proto per function and a
// ClassInfo per class declaration. Shared by every isolate that runs the module; holds no heap reference.
// What an isolate keeps for it (constants as heap values, import tables, caches) is in unit_state.h.
// Invariant: a CodeUnit exists only for a module that passed the verifier.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/base/result.h"
#include "runtime/object/class_info.h"
#include "runtime/value/function_info.h"
#include "vm/bytecode/module.h"

namespace noodle {

class CodeUnit;

/// The published entry point of a function: null means interpreted. `version` grows with each publication, so
/// code that inlined an older version can tell. Writer: the publisher, entry first (release), then version;
/// readers load entry with acquire.
class CodeSlot {
  public:
    const void* entry() const { return entry_.load(std::memory_order_acquire); }
    uint32_t version() const { return version_.load(std::memory_order_acquire); }
    void publish(const void* entry) {
        entry_.store(entry, std::memory_order_release);
        version_.fetch_add(1, std::memory_order_acq_rel);
    }

  private:
    std::atomic<const void*> entry_{nullptr};
    std::atomic<uint32_t> version_{0};
};

/// One function of a unit. Immutable but for its code slot.
struct Proto final : FunctionInfo {
    const CodeUnit* unit = nullptr;
    const bc::FunctionDef* def = nullptr;
    const uint8_t* code = nullptr;
    uint32_t index = 0;
    uint16_t slotCount = 0;
    uint16_t maxStack = 0;
    uint32_t argumentSlots = 0;  ///< slots that hold receiver and parameters
    // A call that passes directLeast to directLeast + directSpan words, receiver included, needs no binding:
    // missing ones are optional parameters.
    uint32_t directLeast = UINT32_MAX;  ///< UINT32_MAX: always bind
    uint32_t directSpan = 0;
    mutable CodeSlot slot;

    bool takesReceiver() const { return (flags & (kMethod | kClassMethod)) != 0; }
    /// "Dog.speak"; the plain name if there is no qualified one.
    std::string_view displayName() const;
    /// Source line of the instruction that contains byte `offset`, 0 if unknown.
    uint32_t lineAt(uint32_t offset) const;
};

class CodeUnit {
  public:
    /// Verifies `module` and builds the unit. Fails with the verifier's text. `file` is where it was loaded
    /// from, if that is not its source file: imports are relative to it.
    static Result<std::shared_ptr<const CodeUnit>> create(bc::BcModule module, std::string file = {});

    CodeUnit(const CodeUnit&) = delete;
    CodeUnit& operator=(const CodeUnit&) = delete;
    ~CodeUnit();

    const bc::BcModule& module() const { return module_; }
    const Proto& function(uint32_t index) const { return *protos_[index]; }
    uint32_t functionCount() const { return static_cast<uint32_t>(protos_.size()); }
    const ClassInfo& classInfo(uint32_t index) const { return classes_[index]; }
    /// "" for kNone32.
    std::string_view text(uint32_t stringIndex) const;
    /// Where the module came from, for messages: its source path, or its name.
    const std::string& origin() const;
    /// The file that imports are relative to.
    const std::string& file() const { return file_.empty() ? origin() : file_; }
    /// Text of a source line (1-based), "" if the module carries no source.
    std::string_view sourceLine(uint32_t line) const;

  private:
    CodeUnit(bc::BcModule module, std::string file);
    void buildProto(uint32_t index);
    void buildClass(uint32_t index);

    bc::BcModule module_;
    std::string file_;
    std::vector<std::unique_ptr<Proto>> protos_;
    std::vector<ClassInfo> classes_;
};

}  // namespace noodle
