#include "vm/load/profile.h"

#include <algorithm>

#include "runtime/value/layout.h"
#include "vm/bytecode/opcode_info.h"

namespace noodle {

uint8_t seenTypeOf(Value v) {
    if (v.isInt48()) return kSeenInt;
    if (v.isDouble()) return kSeenFloat;
    if (v.isNull()) return kSeenNull;
    if (v.isBool()) return kSeenBool;
    if (v.isKind(ObjectKind::String)) return kSeenString;
    if (v.isKind(ObjectKind::List)) return kSeenList;
    return v.isKind(ObjectKind::BoxedInt) ? kSeenBigger : kSeenOther;
}

FunctionProfile::FunctionProfile(std::span<const uint8_t> code, uint32_t siteCount) : sites_(siteCount) {
    bc::Instruction in;
    for (uint32_t pc = 0; pc < code.size() && bc::decode(code, pc, in); pc = in.next)
        if (in.info().has(bc::kBranch)) branches_.push_back({pc, 0, 0});
}

void FunctionProfile::see(uint32_t site, Value left, Value right) {
    OperandTypes& types = sites_[site];
    types.left |= seenTypeOf(left);
    types.right |= seenTypeOf(right);
    const List* list = left.as<List>();
    if (list != nullptr && list->length != 0) types.lists |= static_cast<uint8_t>(1u << list->elementKind());
}

void FunctionProfile::see(uint32_t site, Value operand) {
    sites_[site].left |= seenTypeOf(operand);
}

void FunctionProfile::branched(uint32_t offset, bool taken) {
    auto found = std::lower_bound(branches_.begin(), branches_.end(), offset,
                                  [](const BranchCounts& b, uint32_t at) { return b.offset < at; });
    if (found == branches_.end() || found->offset != offset) return;
    uint32_t& count = taken ? found->taken : found->passed;
    count += count != UINT32_MAX;
}

}  // namespace noodle
