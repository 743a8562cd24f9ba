#include "compiler/ir/ir.h"

#include <array>

namespace noodle::ir {

namespace {

constexpr uint32_t kAny = kNone;

constexpr OpInfo kInfos[] = {
#define INST(name, immediates, minOperands, maxOperands, result, kind, effects, stage) \
    {#name, immediates, minOperands, maxOperands, StaticType::result, OpKind::kind, (effects), (stage)},
#include "compiler/ir/insts.def"
};
static_assert(std::size(kInfos) == static_cast<size_t>(Op::Count));

constexpr const char* kTypeNames[] = {"any", "int", "float", "bool", "string"};

}  // namespace

const OpInfo& opInfo(Op op) {
    return kInfos[static_cast<size_t>(op)];
}
const char* nameOf(Op op) {
    return opInfo(op).name;
}
const char* nameOf(StaticType type) {
    return kTypeNames[static_cast<size_t>(type)];
}

Op opByName(std::string_view name) {
    for (size_t i = 0; i < std::size(kInfos); ++i) {
        if (name == kInfos[i].name) return static_cast<Op>(i);
    }
    return Op::Count;
}

std::vector<BlockId> IrFunction::successors(BlockId id) const {
    std::vector<BlockId> result;
    const Block& b = block(id);
    if (!b.terminator.valid()) return result;
    const Node& t = node(b.terminator);
    uint32_t word = 0;
    for (const char* c = opInfo(t.op).immediates; *c; ++c, ++word) {
        if (*c == 'B') result.push_back(BlockId{t.imm[word]});
    }
    return result;
}

}  // namespace noodle::ir
