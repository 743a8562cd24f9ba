#include "compiler/ir/ir.h"

#include <array>

namespace noodle::ir {

namespace {

constexpr uint32_t kAny = kNone;

constexpr size_t wordsOfBlocks(std::string_view immediates) {
    size_t count = 0;
    for (char c : immediates) count += c == 'B' ? 1 : 0;
    return count;
}
#define INST(name, immediates, minOperands, maxOperands, result, kind, effects, stage) \
    static_assert(wordsOfBlocks(immediates) <= std::size(Successors{}.ids));
#include "compiler/ir/insts.def"

constexpr const char* kTypeNames[] = {"any", "int", "float", "bool", "string"};

}  // namespace

constexpr OpInfo kOpInfos[] = {
#define INST(name, immediates, minOperands, maxOperands, result, kind, effects, stage) \
    {#name, immediates, minOperands, maxOperands, StaticType::result, OpKind::kind, (effects), (stage)},
#include "compiler/ir/insts.def"
};
static_assert(std::size(kOpInfos) == static_cast<size_t>(Op::Count));

const char* nameOf(Op op) {
    return opInfo(op).name;
}
const char* nameOf(StaticType type) {
    return kTypeNames[static_cast<size_t>(type)];
}

Op opByName(std::string_view name) {
    for (size_t i = 0; i < std::size(kOpInfos); ++i) {
        if (name == kOpInfos[i].name) return static_cast<Op>(i);
    }
    return Op::Count;
}

void IrFunction::clear() {
    index = flags = 0;
    name = qualifiedName = doc = returnType = returnText = decorators = kNone;
    params.clear();
    nameLists.clear();
    slots.clear();
    nodes.clear();
    operands.clear();
    statements.clear();
    blocks.clear();
    order.clear();
}

Successors IrFunction::successors(BlockId id) const {
    Successors result;
    const Block& b = block(id);
    if (!b.terminator.valid()) return result;
    const Node& t = node(b.terminator);
    uint32_t word = 0;
    for (const char* c = opInfo(t.op).immediates; *c; ++c, ++word) {
        if (*c == 'B') result.ids[result.count++] = BlockId{t.imm[word]};
    }
    return result;
}

}  // namespace noodle::ir
