// The code half of the verifier.
//
// Two walks. The first decodes the code from start to end: every byte belongs to one instruction, and every
// operand is in range; it marks where instructions begin. The second follows control flow with a work list
// and gives each reachable instruction its one stack depth. Exception handlers are entry points of the second
// walk at their declared depth; whether the covered code always has that many words left below what it pops
// is a range-minimum question, asked once per handler of a segment tree over the instructions, so overlapping
// handlers cost a logarithm and not a walk each.
#include <algorithm>

#include "runtime/value/function_info.h"
#include "vm/bytecode/limits.h"
#include "vm/bytecode/opcode_info.h"
#include "vm/bytecode/verifier.h"
#include "vm/bytecode/verify_internal.h"

namespace noodle::bc {

namespace {

constexpr uint32_t kNotStart = 0xFFFF'FFFF;
constexpr uint32_t kUnreached = 0xFFFF'FFFF;

// Minimum over ranges of a fixed array.
class RangeMinimum {
  public:
    explicit RangeMinimum(const std::vector<uint32_t>& values)
        : size_(values.size()), tree_(2 * values.size()) {
        std::copy(values.begin(), values.end(), tree_.begin() + static_cast<std::ptrdiff_t>(size_));
        for (size_t i = size_; i-- > 1;) tree_[i] = std::min(tree_[2 * i], tree_[2 * i + 1]);
    }
    uint32_t of(size_t begin, size_t end) const {
        uint32_t least = kUnreached;
        for (begin += size_, end += size_; begin < end; begin /= 2, end /= 2) {
            if (begin & 1) least = std::min(least, tree_[begin++]);
            if (end & 1) least = std::min(least, tree_[--end]);
        }
        return least;
    }

  private:
    size_t size_;
    std::vector<uint32_t> tree_;
};

class CodeVerifier {
  public:
    CodeVerifier(const BcModule& module, const detail::ModuleFacts& facts, uint32_t index)
        : m_(module), facts_(facts), f_(module.functions[index]), index_(index) {}

    Outcome run() {
        NOODLE_TRY(decodeAll());
        NOODLE_TRY(handlerShapes());
        NOODLE_TRY(lines());
        NOODLE_TRY(flow());
        return handlerDepths();
    }

  private:
    Failure badAt(uint32_t pc, const std::string& what) const {
        return detail::bad("function " + std::to_string(index_) + " at " + std::to_string(pc) + ": " + what);
    }

    bool isStart(uint64_t pc) const { return pc < ordinal_.size() && ordinal_[pc] != kNotStart; }

    Outcome decodeAll() {
        ordinal_.assign(f_.code.size(), kNotStart);
        uint32_t sites = 0;
        for (uint32_t pc = 0; pc < f_.code.size();) {
            Instruction in;
            if (!decode(f_.code, pc, in)) return badAt(pc, "no instruction");
            ordinal_[pc] = count_++;
            NOODLE_TRY(operandsInRange(in, sites));
            NOODLE_TRY(operandsMakeSense(in));
            pc = in.next;
        }
        if (sites != f_.siteCount) return badAt(0, "site count");
        return Unit{};
    }

    Outcome operandsInRange(const Instruction& in, uint32_t& sites) {
        uint32_t i = 0;
        for (const char* c = in.info().operands; *c; ++c, ++i) {
            uint32_t value = in.operands[i];
            if (*c == 'x') {
                if (value != sites++) return badAt(in.pc, "feedback site");
            } else if (value >= bound(*c)) {
                return badAt(in.pc, std::string("operand ") + *c + " of " + in.info().name);
            }
        }
        return Unit{};
    }

    uint64_t bound(char code) const {
        switch (code) {
            case 's':
                return f_.slotCount;
            case 'u':
                return f_.captures.size();
            case 'k':
                return f_.constants.size();
            case 'a':
                return f_.names.size();
            case 'l':
                return f_.nameLists.size();
            case 'v':
                return m_.variables.size();
            case 'm':
                return m_.imports.size();
            case 'r':
                return m_.requests.size();
            case 't':
                return m_.types.size();
            case 'c':
                return m_.classes.size();
            case 'f':
                return m_.functions.size();
            default:
                return uint64_t{1} << 32;
        }
    }

    bool isResumable(uint32_t flags) const { return (f_.flags & flags) != 0; }

    Outcome operandsMakeSense(const Instruction& in) const {
        uint32_t b = in.operand('b'), n = in.operand('n');
        bool ok = true;
        switch (in.op) {
            case Opcode::CallSpread:
            case Opcode::CallMethodSpread:
            case Opcode::CallSuperSpread:
            case Opcode::MakeRange:
            case Opcode::DefineVariant:
            case Opcode::GetIter:
            case Opcode::UnpackNames:
            case Opcode::MatchSequence:
                ok = b <= 1;
                break;
            case Opcode::Format:
                ok = b <= 2;
                break;
            case Opcode::DefineMember:
                ok = (b & kMemberKindMask) <= kStaticField && b < kConst * 2;
                break;
            case Opcode::UnpackRest:
                ok = b < n;
                break;
            case Opcode::CallNamed:
            case Opcode::CallMethodNamed:
            case Opcode::CallSuperNamed:
                ok = f_.nameLists[in.operand('l')].size() <= n;
                break;
            case Opcode::MakeClosure:
                ok = canMake(in.operand('f'));
                break;
            case Opcode::Yield:
                ok = isResumable(FunctionInfo::kGenerator);
                break;
            case Opcode::Await:
                ok = isResumable(FunctionInfo::kAsync | FunctionInfo::kModuleBody);
                break;
            default:
                break;
        }
        if (!ok) return badAt(in.pc, std::string("operands of ") + in.info().name);
        return Unit{};
    }

    bool canMake(uint32_t function) const {
        const detail::CaptureNeeds& needs = facts_.needs[function];
        return function != 0 && needs.slots <= f_.slotCount && needs.upvalues <= f_.captures.size();
    }

    Outcome handlerShapes() const {
        for (const Handler& h : f_.handlers) {
            bool ok = h.start < h.end && isStart(h.start) && (h.end == f_.code.size() || isStart(h.end)) &&
                      isStart(h.target) && h.depth < f_.maxStack;
            if (!ok) return badAt(h.start, "exception handler");
        }
        return Unit{};
    }

    Outcome lines() const {
        for (size_t i = 0; i < f_.lines.size(); ++i) {
            uint32_t pc = f_.lines[i].pc;
            if (pc >= f_.code.size() || (i > 0 && pc <= f_.lines[i - 1].pc)) return badAt(pc, "line table");
        }
        return Unit{};
    }

    // ---- second walk

    Outcome reach(uint32_t from, uint64_t pc, uint64_t depth) {
        if (!isStart(pc)) return badAt(from, "control leaves the code");
        if (depth > f_.maxStack) return badAt(from, "operand stack deeper than declared");
        uint32_t& known = depth_[ordinal_[pc]];
        if (known == kUnreached) {
            known = static_cast<uint32_t>(depth);
            work_.push_back(static_cast<uint32_t>(pc));
        } else if (known != depth) {
            return badAt(static_cast<uint32_t>(pc), "stack depths differ where paths join");
        }
        return Unit{};
    }

    Outcome flow() {
        depth_.assign(count_, kUnreached);
        remaining_.assign(count_, kUnreached);
        NOODLE_TRY(reach(0, 0, 0));
        for (const Handler& h : f_.handlers) NOODLE_TRY(reach(h.start, h.target, uint64_t{h.depth} + 1));
        while (!work_.empty()) {
            uint32_t pc = work_.back();
            work_.pop_back();
            NOODLE_TRY(step(pc));
        }
        return Unit{};
    }

    Outcome step(uint32_t pc) {
        Instruction in;
        decode(f_.code, pc, in);
        const OpcodeInfo& info = in.info();
        uint32_t depth = depth_[ordinal_[pc]];
        StackEffect effect = stackEffect(m_, f_, in);
        if (effect.pops > depth) return badAt(pc, "operand stack is empty");
        uint32_t left = depth - effect.pops;
        if (info.has(kThrows)) remaining_[ordinal_[pc]] = left;
        if (info.has(kBranch)) {
            int64_t target = in.target();
            bool backward = target <= int64_t{pc};
            if (target < 0 || backward != (in.op == Opcode::Loop))
                return badAt(pc, "jump in the wrong direction");
            NOODLE_TRY(reach(pc, static_cast<uint64_t>(target), uint64_t{left} + effect.takenPushes));
        }
        if (info.has(kEnds)) return Unit{};
        return reach(pc, in.next, uint64_t{left} + effect.pushes);
    }

    Outcome handlerDepths() const {
        if (f_.handlers.empty()) return Unit{};
        RangeMinimum least(remaining_);
        for (const Handler& h : f_.handlers) {
            uint32_t end = h.end == f_.code.size() ? count_ : ordinal_[h.end];
            if (least.of(ordinal_[h.start], end) < h.depth)
                return badAt(h.start, "handler below the operand stack");
        }
        return Unit{};
    }

    const BcModule& m_;
    const detail::ModuleFacts& facts_;
    const FunctionDef& f_;
    uint32_t index_;
    uint32_t count_ = 0;               // instructions
    std::vector<uint32_t> ordinal_;    // per byte: number of the instruction that begins there
    std::vector<uint32_t> depth_;      // per instruction: operand stack before it
    std::vector<uint32_t> remaining_;  // per instruction that can throw: words below its operands
    std::vector<uint32_t> work_;
};

}  // namespace

Outcome detail::verifyCode(const BcModule& module, const ModuleFacts& facts, uint32_t functionIndex) {
    return CodeVerifier(module, facts, functionIndex).run();
}

}  // namespace noodle::bc
