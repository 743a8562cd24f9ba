// Sampler: fills FunctionProfiles. At a poll it opens a window: the next bytecodes run through a dispatch
// table that looks at each one before running it, unfused, from the shared code. Outside a window nothing is
// recorded and nothing costs. Owned by the Vm. Not a judge of what is hot: that is the reader's business.
#pragma once

#include <cstdint>

#include "vm/bytecode/opcode_info.h"
#include "vm/frame/frame.h"

namespace noodle {

class Sampler {
  public:
    static constexpr uint32_t kWindow = 300;                         ///< bytecodes a window lasts
    static constexpr uint32_t kFirstWindow = 1500, kFirstTicks = 4;  ///< in a function that was seldom seen
    static constexpr uint32_t kWindowEvery = 4;                      ///< polls from one window to the next

    /// At a poll, with the current frame. True: a window is to begin.
    bool poll(const Frame* frame);
    /// One bytecode of a window: `pc` stands behind its opcode byte, `sp` above its operands. The opcode of
    /// the shared code, to be run in place of what stands at pc.
    uint8_t record(const uint8_t* pc, const Value* sp, const Frame* frame);
    /// What the instruction at `offset` is about to work on, outside any window.
    void observe(FunctionState& state, uint32_t offset, const Value* sp);
    /// False when the window has ended.
    bool isOpen() const { return left_ > 0; }

  private:
    static int see(FunctionProfile& profile, const bc::Instruction& in, const Value* sp);
    FunctionProfile& profileOf(FunctionState& state);
    void finishBranch(const FunctionState& state, uint32_t offset);

    uint32_t left_ = 0, polls_ = 0;
    // The jump whose outcome the next bytecode of the same function shows.
    FunctionState* branchIn_ = nullptr;
    uint32_t branchAt_ = 0, passedAt_ = 0;
};

}  // namespace noodle
