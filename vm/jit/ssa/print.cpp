#include "vm/jit/ssa/print.h"

#include <bit>
#include <cstdio>

#include "vm/bytecode/opcode_info.h"
#include "vm/tier/native_entries.h"

namespace noodle::jit {

namespace {

std::string nameOf(const Node* node) {
    return node == nullptr ? "-" : "v" + std::to_string(node->id);
}

const char* repName(Rep rep) {
    switch (rep) {
        case Rep::Int:
            return "int";
        case Rep::Float:
            return "float";
        case Rep::Bool:
            return "bool";
        case Rep::Word:
            return "word";
        default:
            return "";
    }
}

std::string stateText(const FrameState& state) {
    std::string text =
        " [" + std::string(state.function->proto->displayName()) + "+" + std::to_string(state.offset);
    for (const Node* value : state.values) text += " " + nameOf(value);
    text += "]";
    return state.caller == nullptr ? text : text + " <-" + stateText(*state.caller);
}

std::string constantText(const Node* node) {
    switch (node->kind) {
        case NodeKind::ConstFloat:
            return std::to_string(std::bit_cast<double>(node->imm));
        case NodeKind::ConstWord: {
            Value v = Value::fromBits(static_cast<uint64_t>(node->imm));
            if (v.isInt48()) return std::to_string(v.asInt48());
            if (v.isDouble()) return std::to_string(v.asDouble());
            if (v.isNull()) return "null";
            if (v.isBool()) return v.isTrue() ? "true" : "false";
            return v.isUndef() ? "undef" : objectKindName(v.asObject()->kind);
        }
        default:
            return std::to_string(node->imm);
    }
}

/// What the node calls.
std::string calleeText(const Node* node) {
    if (node->kind == NodeKind::CallEntry) return std::string(" ") + kNativeEntries[node->aux].name;
    if (node->kind != NodeKind::CallOp) return {};
    const uint8_t op = node->state->function->proto->code[node->imm];
    return std::string(" ") + bc::opcodeInfo(static_cast<bc::Opcode>(op)).name;
}

// A reason, or which shape, class or variable it is: equal numbers, equal things.
std::string pointeeText(const Node* node) {
    if (node->kind == NodeKind::Leave) return " \"" + std::string(static_cast<const char*>(node->ptr)) + "\"";
    char text[32];
    std::snprintf(text, sizeof text, " @%zx", reinterpret_cast<uintptr_t>(node->ptr) & 0xFFFFFFF);
    return text;
}

std::string nodeText(const Node* node) {
    std::string text = "  ";
    if (node->rep != Rep::None) text += nameOf(node) + ": " + repName(node->rep) + " = ";
    text += infoOf(node->kind).name + calleeText(node);
    for (const Node* input : node->inputs) text += " " + nameOf(input);
    if (node->imm != 0 || node->kind == NodeKind::ConstInt) text += " #" + constantText(node);
    if (node->ptr != nullptr) text += pointeeText(node);
    if (node->state != nullptr) text += stateText(*node->state);
    return text + "\n";
}

}  // namespace

std::string print(const Graph& graph, const char* title) {
    std::string text = "; " + std::string(graph.function->proto->displayName()) + ": " + title + "\n";
    for (const Block* block : graph.reversePostorder()) {
        text += "b" + std::to_string(block->id) + ":";
        for (const Block* pred : block->preds) text += " <b" + std::to_string(pred->id);
        text += "\n";
        for (const Node* node : block->nodes) text += nodeText(node);
        for (const Block* succ : block->succs) text += "    -> b" + std::to_string(succ->id) + "\n";
    }
    return text;
}

}  // namespace noodle::jit
