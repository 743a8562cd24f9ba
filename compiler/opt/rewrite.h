// What the passes share: working memory, which nodes are in use, which instructions touch slots, replacing a
// node in place.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ir/ir.h"

namespace noodle::opt {

/// Working memory that passes use one after the other, kept from function to function. What a pass leaves in
/// it means nothing to the next, except for usedNodes().
class Scratch {
  public:
    /// Per node: part of a tree of a placed block. Computed again only after changed().
    const std::vector<uint8_t>& usedNodes(const ir::IrFunction& f);
    /// The function is another one, or is not what it was.
    void changed() { usedIsKnown_ = false; }

    std::vector<uint8_t> flags;            ///< per node
    std::vector<uint8_t> marks;            ///< per block or slot
    std::vector<ir::StaticType> types;     ///< per node
    std::vector<uint32_t> counts, places;  ///< per slot
    std::vector<uint64_t> bits;            ///< per block, as many words as it takes
    std::vector<uint64_t> current;
    std::vector<ir::Node> values;
    std::vector<ir::NodeId> nodes;
    std::vector<ir::BlockId> blocks;

  private:
    std::vector<uint8_t> used_;
    bool usedIsKnown_ = false;
};

/// The instruction may put something else into its slot (immediate 0).
bool writesSlot(ir::Op op);
/// The instruction has a slot as immediate 0.
inline bool touchesSlot(ir::Op op) {
    return ir::opInfo(op).immediates[0] == 's';
}
bool isConstant(ir::Op op);
/// Slots that hold arguments on entry: receiver and parameters.
uint32_t argumentSlots(const ir::IrFunction& f);

/// `id` becomes what `source` is, with its operands; `source` is out of use afterwards. Keeps the position of
/// `source`.
void becomeNode(ir::IrFunction& f, ir::NodeId id, ir::NodeId source);
/// `id` becomes a leaf; its operands are out of use. The immediates are zero, the type is the row's.
ir::Node& becomeLeaf(ir::IrFunction& f, ir::NodeId id, ir::Op op);

}  // namespace noodle::opt
