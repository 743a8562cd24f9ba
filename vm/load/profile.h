// FunctionProfile: what samples of a function's execution saw: the types of operands, the way branches went,
// how often loops turned, how often the function was the running one. It complements the inline caches, which
// know shapes and call targets exactly. Owned by the FunctionState of one isolate; written and read by that
// isolate's thread alone. Invariant: counts only grow (they saturate), bits are only added.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/value/value.h"

namespace noodle {

/// A set of kinds of values, one bit each.
enum SeenType : uint8_t {
    kSeenInt = 1,     ///< 48 bits
    kSeenBigger = 2,  ///< an int beyond 48 bits
    kSeenFloat = 4,
    kSeenBool = 8,
    kSeenNull = 16,
    kSeenString = 32,
    kSeenList = 64,
    kSeenOther = 128
};
uint8_t seenTypeOf(Value v);

/// A set of the element kinds of lists, one bit each.
enum SeenList : uint8_t { kSeenBoxedList = 1, kSeenIntList = 2, kSeenFloatList = 4, kSeenBoolList = 8 };

struct OperandTypes {
    uint8_t left = 0, right = 0;  ///< unary operations and iteration use `left`
    uint8_t lists = 0;            ///< SeenList of left, where that was a list with elements
};

struct BranchCounts {
    uint32_t offset = 0;  ///< of the jump's opcode byte
    uint32_t taken = 0, passed = 0;
};

class FunctionProfile {
  public:
    /// `code` is the function's verified shared code, which must outlive the profile.
    FunctionProfile(std::span<const uint8_t> code, uint32_t siteCount);

    void see(uint32_t site, Value left, Value right);
    void see(uint32_t site, Value operand);
    /// Control went from the jump at `offset` to its target, or past it. Backward jumps count turns of their
    /// loop.
    void branched(uint32_t offset, bool taken);
    void tick() { ticks_ += ticks_ != UINT32_MAX; }

    const OperandTypes& site(uint32_t index) const { return sites_[index]; }
    std::span<const OperandTypes> sites() const { return sites_; }
    /// In order of their offsets.
    std::span<const BranchCounts> branches() const { return branches_; }
    /// Polls of the isolate that found this function running.
    uint32_t ticks() const { return ticks_; }

  private:
    std::vector<OperandTypes> sites_;
    std::vector<BranchCounts> branches_;
    uint32_t ticks_ = 0;
};

}  // namespace noodle
