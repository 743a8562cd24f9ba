// Fingerprint: the text of a graph in which every address is a number, so that the same function has the same
// text in every process; and the table of what the numbers stand for. Machine code that was made for a graph
// fits every graph with the same fingerprint, once the table's values are put in.
//
// Contract with the emitter: it must not look at anything that is not in the text, but for the values of
// symbols, of which it may only know which are the same. What the text cannot express makes the fingerprint
// incomplete. Lives as long as the graph; one thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "vm/bytecode/byte_stream.h"
#include "vm/jit/ssa/graph.h"

namespace noodle::jit {

class Fingerprint {
  public:
    Fingerprint(const Graph& graph, const NativeHost& host, const NativeRequest& request);

    /// False: the code must not be kept. After the emitter is done.
    bool complete() const { return complete_ && symbols_.size() == written_; }
    std::string_view text() const { return out_.bytes(); }

    /// Addresses and words by number, each once.
    const std::vector<uint64_t>& symbols() const { return symbols_; }
    /// Number of the value; it is added where the text does not have it.
    uint32_t symbolOf(uint64_t value);

    const std::vector<const FrameState*>& states() const { return states_; }
    const std::vector<const Node*>& nodes() const { return nodes_; }
    uint32_t numberOf(const FrameState* state) const { return stateNumbers_.at(state); }
    uint32_t numberOf(const Node* node) const { return nodeNumbers_.at(node); }

  private:
    void writeNode(const Node& node);
    void writeMeaning(const Node& node);
    void writeState(const FrameState& state);
    void writeShapes(const ShapeSet& shapes);
    void symbol(uint64_t value) { out_.unsignedInt(symbolOf(value)); }
    void symbol(const void* address) { symbol(reinterpret_cast<uintptr_t>(address)); }
    void reference(const Node* node);
    void reference(const FrameState* state);

    bc::ByteWriter out_;
    std::vector<uint64_t> symbols_;
    std::unordered_map<uint64_t, uint32_t> symbolNumbers_;
    std::vector<const Node*> nodes_;
    std::unordered_map<const Node*, uint32_t> nodeNumbers_;
    std::vector<const FrameState*> states_;
    std::unordered_map<const FrameState*, uint32_t> stateNumbers_;
    bool complete_ = true;
    size_t written_ = 0;  ///< symbols of the text
};

/// Whether some frame of the state handles an error that is raised there.
bool isHandled(const FrameState* state);

}  // namespace noodle::jit
