// Which phis are always ints, floats or booleans, and those as raw values.
//
// The types are found optimistically: a phi is of no type until an input says something, and joins what its
// inputs say until nothing changes, so that a counter which starts at an int and is incremented stays one
// around its loop. What a loop is entered with says nothing: it is tested where the loop is entered.
#include "vm/jit/passes/passes.h"

namespace noodle::jit {

namespace {

enum class Type : uint8_t { None, Int, Float, Bool, Any };

Type join(Type a, Type b) {
    if (a == Type::None || a == b) return b;
    return b == Type::None ? a : Type::Any;
}

Type typeOf(const Graph& graph, const Node* node, const std::vector<Type>& phis) {
    switch (node->kind) {
        case NodeKind::Param:
            return graph.entryState != nullptr ? Type::None : Type::Any;
        case NodeKind::BoxInt:
            return Type::Int;
        case NodeKind::BoxFloat:
            return Type::Float;
        case NodeKind::BoxBool:
            return Type::Bool;
        case NodeKind::Phi:
            return node->rep == Rep::Word ? phis[node->id] : Type::Any;
        case NodeKind::ConstWord: {
            Value v = Value::fromBits(static_cast<uint64_t>(node->imm));
            if (v.isInt48()) return Type::Int;
            if (v.isDouble()) return Type::Float;
            return v.isBool() ? Type::Bool : Type::Any;
        }
        default:
            return Type::Any;
    }
}

Rep repOf(Type type) {
    return type == Type::Int ? Rep::Int : type == Type::Float ? Rep::Float : Rep::Bool;
}

Node* rawConstant(Graph& graph, const Node* word, Type type) {
    Value v = Value::fromBits(static_cast<uint64_t>(word->imm));
    NodeKind kind = type == Type::Int     ? NodeKind::ConstInt
                    : type == Type::Float ? NodeKind::ConstFloat
                                          : NodeKind::ConstBool;
    Node* node = graph.newNode(kind);
    node->imm = type == Type::Int     ? v.asInt48()
                : type == Type::Float ? word->imm
                                      : static_cast<int64_t>(v.isTrue());
    node->block = graph.entry();
    graph.entry()->nodes.insert(graph.entry()->nodes.begin(), node);
    return node;
}

/// The raw value of a word that the loop is entered with.
Node* rawParam(Graph& graph, Node* param, Type type) {
    NodeKind kind = type == Type::Int     ? NodeKind::UnboxInt
                    : type == Type::Float ? NodeKind::UnboxFloat
                                          : NodeKind::UnboxBool;
    Node* node = graph.newNode(kind);
    node->inputs = {param};
    node->imm = type == Type::Int && graph.wideInts;
    node->state = graph.entryState;
    node->block = graph.entry();
    graph.entry()->nodes.insert(graph.entry()->nodes.end() - 1, node);
    return node;
}

}  // namespace

bool unboxPhis(Graph& graph) {
    std::vector<Type> types(graph.nodeCount(), Type::None);
    std::vector<Node*> phis;
    for (Block* block : graph.blocks())
        for (Node* node : block->nodes)
            if (node->kind == NodeKind::Phi && node->rep == Rep::Word) phis.push_back(node);
    auto settle = [&] {
        for (bool changed = true; changed;) {
            changed = false;
            for (Node* phi : phis) {
                Type type = types[phi->id];
                for (Node* input : phi->inputs) type = join(type, typeOf(graph, input, types));
                changed = changed || type != types[phi->id];
                types[phi->id] = type;
            }
        }
    };
    settle();
    // Those of which nothing says anything stay words, and so do those that they flow into.
    for (Node* phi : phis)
        if (types[phi->id] == Type::None) types[phi->id] = Type::Any;
    settle();
    std::vector<Node*> raws(graph.nodeCount(), nullptr);
    std::vector<Node*> chosen;
    for (Node* phi : phis) {
        if (types[phi->id] == Type::Any) continue;
        Node* raw = graph.newNode(NodeKind::Phi, repOf(types[phi->id]));
        raw->block = phi->block;
        phi->block->nodes.insert(phi->block->nodes.begin(), raw);
        raws[phi->id] = raw;
        chosen.push_back(phi);
    }
    for (Node* phi : chosen) {
        Type type = types[phi->id];
        Node* raw = raws[phi->id];
        for (Node* input : phi->inputs) {
            if (input->kind == NodeKind::Phi) {
                raw->inputs.push_back(raws[input->id]);
            } else if (input->kind == NodeKind::Param) {
                raw->inputs.push_back(rawParam(graph, input, type));
            } else if (input->kind == NodeKind::ConstWord) {
                raw->inputs.push_back(rawConstant(graph, input, type));
            } else {
                raw->inputs.push_back(input->inputs[0]);
            }
        }
        NodeKind box = type == Type::Int     ? NodeKind::BoxInt
                       : type == Type::Float ? NodeKind::BoxFloat
                                             : NodeKind::BoxBool;
        phi->replacement = graph.insertAfterPhis(phi->block, box, {raw});
    }
    graph.applyReplacements();
    return !chosen.empty();
}

}  // namespace noodle::jit
