#include "vm/interp/sampler.h"

#include "vm/bytecode/opcode_info.h"

namespace noodle {

namespace {

using bc::Opcode;

/// Whether the opcode has operands of interest, and how many.
int operandsOfInterest(Opcode op) {
    if (op >= Opcode::Add && op <= Opcode::UShr) return 2;
    if (op >= Opcode::Eq && op <= Opcode::Ge) return 2;
    if (op >= Opcode::AddInt && op <= Opcode::GeFloat) return 2;
    if (op == Opcode::GetIndex) return 2;
    if (op == Opcode::SetIndex) return 3;  // of which two are
    return op == Opcode::Neg || op == Opcode::Pos || op == Opcode::BitNot || op == Opcode::GetField ? 1 : 0;
}

bool isConditional(Opcode op) {
    return bc::opcodeInfo(op).has(bc::kBranch) && !bc::opcodeInfo(op).has(bc::kEnds);
}

}  // namespace

FunctionProfile& Sampler::profileOf(FunctionState& state) {
    if (state.profile == nullptr)
        state.profile =
            std::make_unique<FunctionProfile>(state.proto->def->code, state.proto->def->siteCount);
    return *state.profile;
}

bool Sampler::poll(const Frame* frame) {
    FunctionProfile& profile = profileOf(*frame->state);
    profile.tick();
    branchIn_ = nullptr;
    if (profile.ticks() <= kFirstTicks) {
        left_ = kFirstWindow;
        return true;
    }
    if (++polls_ % kWindowEvery != 1) return false;
    left_ = kWindow;
    return true;
}

// Tests run the conditional jump behind them at once, so a jump may pass by unseen; it shows in where control
// goes on.
void Sampler::finishBranch(const FunctionState& state, uint32_t offset) {
    if (branchIn_ == &state) branchIn_->profile->branched(branchAt_, offset != passedAt_);
    branchIn_ = nullptr;
}

void Sampler::observe(FunctionState& state, uint32_t offset, const Value* sp) {
    bc::Instruction in;
    if (bc::decode(state.proto->def->code, offset, in)) see(profileOf(state), in, sp);
}

int Sampler::see(FunctionProfile& profile, const bc::Instruction& in, const Value* sp) {
    int operands = operandsOfInterest(in.op);
    if (operands == 2) profile.see(in.operand('x'), sp[-2], sp[-1]);
    if (operands == 3) profile.see(in.operand('x'), sp[-3], sp[-2]);
    if (operands == 1) profile.see(in.operand('x'), sp[-1]);
    return operands;
}

uint8_t Sampler::record(const uint8_t* pc, const Value* sp, const Frame* frame) {
    --left_;
    if (pc[-1] >= static_cast<uint8_t>(SuperOpcode::CountCall)) return pc[-1];  // a stub
    FunctionState& state = *frame->state;
    uint32_t offset = state.offsetOf(pc - 1);
    const auto& code = state.proto->def->code;
    bc::Instruction in;
    if (!bc::decode(code, offset, in)) return *(pc - 1);
    FunctionProfile& profile = profileOf(state);
    if (branchIn_ != nullptr && offset != branchAt_) finishBranch(state, offset);
    int operands = see(profile, in, sp);
    bc::Instruction jump = in;
    if (operands == 2) bc::decode(code, in.next, jump);
    if (isConditional(jump.op)) {
        branchIn_ = &state;
        branchAt_ = jump.pc;
        passedAt_ = jump.next;
    } else if (in.op == Opcode::Loop) {
        profile.branched(in.pc, true);
    }
    return static_cast<uint8_t>(in.op);
}

}  // namespace noodle
