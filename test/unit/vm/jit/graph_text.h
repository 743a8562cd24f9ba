// Graphs from text, for tests, in the form that print() writes:
//
//   b0:
//     v1: int = Param
//     v2: word = BoxInt v1
//     Jump
//       -> b1
//   b1: <b0
//     …
//
// Guards and calls get a frame state that holds the words behind `[`, if there are any. A ConstWord's number
// is that of an int. Aborts on a text that makes no sense.
#pragma once

#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "runtime/base/check.h"
#include "vm/jit/ssa/graph.h"
#include "vm/jit/ssa/print.h"
#include "vm/jit/ssa/verify.h"

namespace noodle::jit {

class GraphReader {
  public:
    explicit GraphReader(const std::string& text) : graph_(std::make_unique<Graph>()) {
        std::istringstream lines(text);
        std::string line;
        while (std::getline(lines, line)) readLine(line);
        for (auto& [node, uses] : uses_)
            for (const std::string& name : uses) node->inputs.push_back(nodes_.at(name));
        for (auto& [state, uses] : held_)
            for (const std::string& name : uses) state->values.push_back(nodes_.at(name));
    }
    std::unique_ptr<Graph> take() { return std::move(graph_); }

  private:
    Block* blockNamed(const std::string& name) {
        Block*& block = blocks_[name];
        if (block == nullptr) block = graph_->newBlock();
        return block;
    }
    void readLine(const std::string& line) {
        std::istringstream in(line);
        std::string word;
        if (!(in >> word)) return;
        if (word == "->") {
            in >> word;
            Graph::connect(block_, blockNamed(word));
        } else if (word[0] == 'b' && word.back() == ':') {
            block_ = blockNamed(word.substr(0, word.size() - 1));
        } else {
            readNode(in, word);
        }
    }
    void readNode(std::istringstream& in, std::string word) {
        std::string name, rep;
        if (word.back() == ':') {
            name = word.substr(0, word.size() - 1);
            in >> rep >> word >> word;
        }
        Node* node = graph_->append(block_, kindNamed(word), {}, repNamed(rep));
        if (!name.empty()) nodes_[name] = node;
        if (node->has(kGuard) || node->has(kCalls)) node->state = graph_->newState();
        std::vector<std::string>* into = &uses_[node];
        while (in >> word) {
            if (word == "#undef") {
                node->imm = static_cast<int64_t>(Value::undef().bits());
            } else if (word[0] == '#') {
                node->imm = std::stoll(word.substr(1));
                if (node->kind == NodeKind::ConstWord)
                    node->imm = static_cast<int64_t>(Value::ofInt48(node->imm).bits());
            } else if (word == "[") {
                into = &held_[node->state];
            } else if (word != "]") {
                into->push_back(word);
            }
        }
    }
    static NodeKind kindNamed(const std::string& name) {
        for (uint8_t kind = 0; kind < static_cast<uint8_t>(NodeKind::Count); ++kind)
            if (name == infoOf(static_cast<NodeKind>(kind)).name) return static_cast<NodeKind>(kind);
        NOODLE_CHECK(false, "a kind of node that there is not");
        return NodeKind::Count;
    }
    static Rep repNamed(const std::string& name) {
        return name == "int"     ? Rep::Int
               : name == "float" ? Rep::Float
               : name == "bool"  ? Rep::Bool
                                 : Rep::Word;
    }

    std::unique_ptr<Graph> graph_;
    Block* block_ = nullptr;
    std::map<std::string, Block*> blocks_;
    std::map<std::string, Node*> nodes_;
    std::map<Node*, std::vector<std::string>> uses_;
    std::map<FrameState*, std::vector<std::string>> held_;
};

inline std::unique_ptr<Graph> readGraph(const std::string& text) {
    return GraphReader(text).take();
}

/// The kinds of the nodes in the order of the blocks, which is what most tests are about.
inline std::string kindsOf(const Graph& graph) {
    std::string text;
    for (const Block* block : graph.reversePostorder()) {
        if (!text.empty()) text += " | ";
        for (const Node* node : block->nodes)
            text += (node == block->nodes.front() ? "" : " ") + std::string(infoOf(node->kind).name);
    }
    return text;
}

}  // namespace noodle::jit
