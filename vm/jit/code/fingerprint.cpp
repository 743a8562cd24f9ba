#include "vm/jit/code/fingerprint.h"

#include "vm/jit/lift/lifter.h"

namespace noodle::jit {

bool isHandled(const FrameState* state) {
    for (; state != nullptr; state = state->caller) {
        uint32_t offset = state->offset == 0 ? 0 : state->offset - 1;
        for (const bc::Handler& handler : state->function->proto->def->handlers)
            if (offset >= handler.start && offset < handler.end) return true;
    }
    return false;
}

// Blocks in the order of the emitter, with nodes and edges; then whatever these refer to and has no place of
// its own, until nothing new turns up.
Fingerprint::Fingerprint(const Graph& graph, const NativeHost& host, const NativeRequest& request) {
    for (uint32_t offset : {host.stackLimit, host.memberEpoch, host.budget, host.spans, host.countdown})
        out_.unsignedInt(offset);
    out_.byte(static_cast<uint8_t>(request.level));
    out_.flag(request.forceExits);
    out_.index(graph.loop == NativeUnit::kWhole ? bc::kNone32 : 0);
    out_.byte(static_cast<uint8_t>(graph.returnRep));
    const uint32_t arguments = graph.function->proto->argumentSlots;
    out_.unsignedInt(arguments);
    for (uint32_t slot = 0; slot < arguments; ++slot)
        out_.byte(static_cast<uint8_t>(declaredRep(*graph.function, slot)));
    const std::vector<Block*> blocks = graph.reversePostorder();
    std::unordered_map<const Block*, uint32_t> blockNumbers;
    for (const Block* block : blocks) {
        blockNumbers.emplace(block, static_cast<uint32_t>(blockNumbers.size()));
        for (const Node* node : block->nodes) reference(node);
    }
    const size_t placed = nodes_.size();
    for (const Block* block : blocks) {
        out_.unsignedInt(block->nodes.size());
        for (const Node* node : block->nodes) writeNode(*node);
        out_.unsignedInt(block->succs.size());
        for (const Block* next : block->succs) out_.unsignedInt(blockNumbers.at(next));
        // Inputs of phis are in the order of these; an edge from code that is not reached has no number.
        out_.unsignedInt(block->preds.size());
        for (const Block* before : block->preds) {
            auto known = blockNumbers.find(before);
            out_.index(known == blockNumbers.end() ? bc::kNone32 : known->second);
        }
    }
    size_t nodes = placed, states = 0;
    while (nodes < nodes_.size() || states < states_.size()) {
        if (nodes < nodes_.size()) {
            writeNode(*nodes_[nodes++]);
        } else {
            writeState(*states_[states++]);
        }
    }
    written_ = symbols_.size();
}

uint32_t Fingerprint::symbolOf(uint64_t value) {
    auto [known, isNew] = symbolNumbers_.try_emplace(value, static_cast<uint32_t>(symbols_.size()));
    if (isNew) symbols_.push_back(value);
    return known->second;
}

void Fingerprint::reference(const Node* node) {
    if (node == nullptr) return out_.index(bc::kNone32);
    auto [known, isNew] = nodeNumbers_.try_emplace(node, static_cast<uint32_t>(nodes_.size()));
    if (isNew) nodes_.push_back(node);
    out_.index(known->second);
}

void Fingerprint::reference(const FrameState* state) {
    if (state == nullptr) return out_.index(bc::kNone32);
    auto [known, isNew] = stateNumbers_.try_emplace(state, static_cast<uint32_t>(states_.size()));
    if (isNew) states_.push_back(state);
    out_.index(known->second);
}

void Fingerprint::writeNode(const Node& node) {
    out_.byte(static_cast<uint8_t>(node.kind));
    out_.byte(static_cast<uint8_t>(node.rep));
    out_.unsignedInt(node.inputs.size());
    for (const Node* input : node.inputs) reference(input);
    out_.unsignedInt(node.aux);
    out_.unsignedInt(node.results);
    reference(node.state);
    writeMeaning(node);
}

void Fingerprint::writeShapes(const ShapeSet& shapes) {
    out_.unsignedInt(shapes.size());
    for (const Shape* shape : shapes) symbol(shape);
}

// What imm and ptr stand for.
void Fingerprint::writeMeaning(const Node& node) {
    const auto bits = static_cast<uint64_t>(node.imm);
    switch (node.kind) {
        case NodeKind::Virtual:
            return;  // imm: the site, which no code knows of
        case NodeKind::ConstWord:
        case NodeKind::GuardWord: {
            const bool isObject = Value::fromBits(bits).isObject();
            out_.flag(isObject);
            return isObject ? symbol(bits) : out_.fixed(bits, 8);
        }
        case NodeKind::GuardEpoch:
            return symbol(bits);
        case NodeKind::GuardShape:
        case NodeKind::IsShape:
            out_.signedInt(node.imm);
            return writeShapes(*static_cast<const ShapeSet*>(node.ptr));
        case NodeKind::GuardType: {
            const auto& check = *static_cast<const TypeCheck*>(node.ptr);
            out_.signedInt(node.imm);
            out_.byte(static_cast<uint8_t>(check.kind));
            for (const Shape* shape : check.shapes) {
                out_.flag(shape != nullptr);
                if (shape != nullptr) symbol(shape);
            }
            return;
        }
        case NodeKind::LoadGlobal:
        case NodeKind::CallNative:
        case NodeKind::SetShape:
            return symbol(node.ptr);
        case NodeKind::StoreGlobal:
            symbol(node.ptr);
            return symbol(bits);
        case NodeKind::CallFunction:
            return symbol(&static_cast<const FunctionState*>(node.ptr)->nativeEntry);
        case NodeKind::NewInstance: {
            const auto& cls = *static_cast<const Class*>(node.ptr);
            out_.flag(cls.lessons == 0);
            out_.flag((cls.flags & Class::kHasDestructor) != 0);
            symbol(&cls);
            return symbol(cls.rootShape);
        }
        case NodeKind::Leave:
            return out_.text(static_cast<const char*>(node.ptr));
        default:
            out_.signedInt(node.imm);
            if (node.ptr != nullptr) complete_ = false;
    }
}

void Fingerprint::writeState(const FrameState& state) {
    out_.flag(isHandled(&state));
    out_.flag(state.construct);
    reference(state.closure);
    reference(state.receiver);
    out_.unsignedInt(state.values.size());
    for (const Node* value : state.values) reference(value);
    out_.unsignedInt(state.objects.size());
    for (const VirtualObject& object : state.objects) {
        reference(object.id);
        out_.byte(static_cast<uint8_t>(object.kind));
        out_.unsignedInt(object.parts.size());
        for (const Node* part : object.parts) reference(part);
    }
    reference(state.caller);
}

}  // namespace noodle::jit
