// What the passes share: which nodes are in use, which instructions touch slots, replacing a node in place.
#pragma once

#include <vector>

#include "compiler/ir/ir.h"

namespace noodle::opt {

/// Per node: part of a tree of a placed block.
std::vector<bool> nodesInUse(const ir::IrFunction& f);

/// The instruction may put something else into its slot (immediate 0).
bool writesSlot(ir::Op op);
/// The instruction has a slot as immediate 0.
bool touchesSlot(ir::Op op);
bool isConstant(ir::Op op);
/// Slots that hold arguments on entry: receiver and parameters.
uint32_t argumentSlots(const ir::IrFunction& f);

/// `id` becomes what `source` is, with its operands; `source` is out of use afterwards. Keeps the position of
/// `source`.
void becomeNode(ir::IrFunction& f, ir::NodeId id, ir::NodeId source);
/// `id` becomes a leaf; its operands are out of use. The immediates are zero, the type is the row's.
ir::Node& becomeLeaf(ir::IrFunction& f, ir::NodeId id, ir::Op op);

}  // namespace noodle::opt
