// The lifter: verified bytecode and what its caches and profile saw become the graph of the speculative
// stage, in one walk by abstract interpretation. Calls to small known functions are lifted in place;
// iterators that do not escape are never made. Is not: an optimiser of what it built (vm/jit/passes). Lives
// for one compilation, on the isolate's thread: it reads the heap, the caches and the profile, and changes
// none of them.
//
// Private to vm/jit/lift but for lift().
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

#include "vm/interp/construct.h"
#include "vm/jit/lift/code_map.h"
#include "vm/jit/ssa/graph.h"

namespace noodle::jit {

/// What is known of a value on the way that led here.
struct Fact {
    enum class Kind : uint8_t { Int, Float, Bool, Object, Shape, NotUndef, ListKind, NotFrozen, Exact };
    Node* node = nullptr;
    Kind kind = Kind::Int;
    Node* unboxed = nullptr;  ///< Int, Float, Bool: the raw value
    uint64_t what =
        0;  ///< Object: its kind. Shape: fields it has room for. ListKind: the element kind. Exact: the bits
    const ShapeSet* shapes = nullptr;  ///< Shape: one of these
    bool operator==(const Fact&) const = default;
};

/// The abstract machine at a place in the code.
struct Env {
    std::vector<Node*> values;  ///< locals, then operands; never null
    std::vector<VirtualObject> objects;
    std::vector<Fact> facts;
    uint32_t epochChecked = 0;  ///< the member epoch that is known to hold; 0: none
};

/// The type that the entry of a function checks a parameter for, as a representation; Word: none.
Rep declaredRep(const FunctionState& fs, uint32_t slot);
/// The same for what a function returns.
Rep declaredReturn(const FunctionState& fs);

/// One function being lifted, inlined or not.
struct Scope {
    FunctionState* fs = nullptr;
    const Proto* proto = nullptr;
    Node* closure = nullptr;
    Function* function = nullptr;  ///< the closure, if it is known
    Scope* caller = nullptr;
    FrameState* callerState = nullptr;
    uint32_t depth = 0;
    uint64_t path = 0;  ///< tells inlined bodies apart
    bool construct = false;
    Node* receiver = nullptr;  ///< construct: the new instance
    const CodeMap* map = nullptr;

    struct Edge {
        Block* from;
        Env env;
    };
    struct Pending {
        std::vector<Edge> edges;
        Block* head = nullptr;  ///< of a loop: made already
        Env headEnv;            ///< its phis
    };
    std::vector<Pending> pending;  ///< by block number
    std::vector<Edge> returns;     ///< the value is the last word of each env
};

/// In the set of escaping sites: the function must return a word.
constexpr uint64_t kNoRawReturn = 0;

class Lifter {
  public:
    Lifter(Graph& graph, const NativeRequest& request, std::set<uint64_t>& escaping);

    /// False: not this function; `reason()` says why. Sets `restart()` where an assumption failed: the graph
    /// is then useless and another Lifter with the same `escaping` must try.
    bool run();
    bool restart() const { return restart_; }
    const char* reason() const { return reason_; }
    std::vector<Value>& roots() { return roots_; }

  private:
    // ---- lifter.cpp: control flow
    void liftBody(Scope& scope, Env env, uint32_t start);
    void liftBlock(Scope& scope, uint32_t number);
    bool enterBlock(Scope& scope, uint32_t number);
    void widenShapes(Fact& fact, const std::vector<Scope::Edge>& edges);
    void makeLoopHead(Scope& scope, uint32_t number);
    Env mergeEdges(std::vector<Scope::Edge>& edges, Block* block, const std::vector<bool>* live,
                   uint32_t locals);
    void flowTo(Scope& scope, uint32_t offset);
    void flowBack(Scope::Pending& target);
    void liftInstruction(const bc::Instruction& in);
    void branchOn(Node* condition, uint32_t whenTrue, uint32_t whenFalse, bool keepTrue = false,
                  bool keepFalse = false);
    void endBlock() { block_ = nullptr; }
    void refuse(const char* why) {
        if (reason_ == nullptr) reason_ = why;
    }

    void enterRanges(Env& env);
    void enterRange(Env& env, uint32_t slot, uint32_t site);
    bool seesBiggerInts() const;

    // ---- the abstract machine
    Node* pop();
    void push(Node* node) { env_.values.push_back(node); }
    /// Operand `i` from the top.
    Node* top(size_t i) const { return env_.values[env_.values.size() - 1 - i]; }
    void drop(size_t n) { env_.values.resize(env_.values.size() - n); }
    Node*& local(uint32_t slot) { return env_.values[slot]; }
    size_t depth() const { return env_.values.size() - scope_->fs->slotCount; }

    // ---- nodes (lift_values.cpp)
    Node* emit(NodeKind kind, std::vector<Node*> inputs, Rep rep = Rep::Same);
    Node* guard(NodeKind kind, std::vector<Node*> inputs, Rep rep = Rep::Same);
    Node* call(NodeKind kind, std::vector<Node*> inputs, Rep rep = Rep::Same);
    Node* callEntry(const char* name, std::vector<Node*> words, std::optional<int64_t> first = {});
    Node* wordConst(Value v);
    Node* intConst(int64_t v);
    Node* undef() { return wordConst(Value::undef()); }
    Node* rooted(Value v);
    Node* box(Node* raw);
    Node* toInt(Node* word);
    Node* toFloat(Node* word);
    Node* toNumber(Node* word);
    Node* toBool(Node* word);
    Node* guardBool(Node* word);
    Rep knownRep(Node* word) const;
    const Fact* find(const Node* node, Fact::Kind kind) const;
    void learn(Node* node, Fact::Kind kind, Node* unboxed = nullptr, uint64_t what = 0,
               const ShapeSet* shapes = nullptr);
    bool guardKind(Node* word, ObjectKind kind);
    void guardNotFrozen(Node* word, uint16_t flag);
    void guardWord(Node* word, Value expected);
    void guardEpoch();
    void guardNotUndef(Node* word);
    /// Forgets what a call or a store may have changed.
    void forgetHeap();
    FrameState* stateBefore();
    FrameState* stateOfCall();
    FrameState* snapshot(uint32_t offset, size_t valueCount);
    Node* escape(Node* word);
    VirtualObject* virtualOf(Node* word);
    Node* makeVirtual(ExitObject::Kind kind, std::vector<Node*> parts);
    uint64_t siteKey(uint32_t offset) const;
    bool mayBeVirtual() const;
    void leave(const char* why);
    NativeCode::Trust trust() const;
    bool isStubborn() const;

    // ---- operators (lift_arith.cpp)
    void liftBinary(const bc::Instruction& in);
    void liftCompare(const bc::Instruction& in);
    void liftUnary(const bc::Instruction& in);
    void liftEquality(bool wanted, Node* a, Node* b);
    bool areStrings(uint8_t left, uint8_t right, const Node* a, const Node* b) const;
    bool liftIntOp(bc::Opcode op, Node* a, Node* b);
    bool liftFloatOp(bc::Opcode op, Node* a, Node* b);
    void pushTest(Node* condition);

    // ---- members and elements (lift_member.cpp)
    void liftGetField(const bc::Instruction& in);
    void liftSetField(const bc::Instruction& in, bool init);
    bool mayStore(const InlineCache& cache);
    void storeField(const InlineCache& cache, bool init);
    const Value* moduleVariable(const InlineCache& entry) const;
    bool guardType(Node* word, const TypeCheck& check, bool nullPasses);
    void liftGetIndex(const bc::Instruction& in);
    void liftSetIndex(const bc::Instruction& in);
    bool liftListAccess(const bc::Instruction& in, Node* list, Node* index, Node*& raw, int& elementKind);
    void liftCheckType(const bc::Instruction& in);
    void liftVariable(const bc::Instruction& in);
    Node* constantOf(const UnitState& unit, uint32_t variable, const Value* values);

    // ---- sites by shape (lift_shapes.cpp)
    /// What a site does with objects of these shapes.
    struct Case {
        ShapeSet shapes;
        const InlineCache* entry;
    };
    using SameCase = bool (*)(const InlineCache&, const InlineCache&);
    using LiftCase = std::function<void(const InlineCache&)>;
    /// Lifts the instruction once for each group of the site's entries that fits the object, and leaves, or
    /// asks the interpreter, for others. `lift`: the instruction for an object that has one of the group's
    /// shapes.
    void liftByShape(const bc::Instruction& in, Node* object, const std::vector<const InlineCache*>& entries,
                     SameCase same, const LiftCase& lift);
    std::vector<Case> casesOf(const Fact* known, const std::vector<const InlineCache*>& entries,
                              SameCase same) const;
    void guardShapes(Node* word, const ShapeSet* shapes);
    void guardRoom(Node* object, uint32_t index);
    Block* testShapes(Node* object, const ShapeSet* shapes, Env& otherwise);
    void meet(std::vector<Scope::Edge>& edges);

    // ---- calls (lift_call.cpp)
    void liftCall(const bc::Instruction& in);
    void liftCallSuper(const bc::Instruction& in);
    void liftMakeSequence(const bc::Instruction& in);
    void liftCallMethod(const bc::Instruction& in);
    bool callMethodEntry(const bc::Instruction& in, const InlineCache& cache);
    bool callFunction(Function* function, Node* closure, std::vector<Node*> words, size_t consumed,
                      bool construct, Node* result);
    bool liftConstruct(Class* cls, const InlineCache& cache, uint32_t n);
    bool callNative(NativeFunction* native, Node* self, uint32_t n, size_t consumed);
    bool liftIntrinsic(NativeFunction* native, uint32_t n, size_t consumed);
    Node* fitParameter(const FunctionState& fs, uint32_t slot, Node* word);
    bool mayInline(const FunctionState& fs) const;
    void inlineCall(FunctionState& fs, Function* function, Node* closure, const std::vector<Node*>& words,
                    size_t consumed, bool construct);
    void liftByInterpreter(const bc::Instruction& in);
    void liftGetIter(const bc::Instruction& in);
    void liftRange(const bc::Instruction& in);
    void liftIterNext(const bc::Instruction& in);

    Graph& graph_;
    const NativeRequest& request_;
    std::set<uint64_t>& escaping_;
    std::vector<Value> roots_;
    std::unordered_map<uint64_t, Node*> wordConsts_;
    std::unordered_map<int64_t, Node*> intConsts_;
    std::unordered_map<uint64_t, Node*> virtuals_;  ///< by site: one at a time is alive
    std::vector<std::unique_ptr<CodeMap>> maps_;
    bool restart_ = false;
    const char* reason_ = nullptr;
    uint32_t liftedBytes_ = 0;
    uint32_t ways_ = 1;  ///< how many ways the sites around this place have: each is lifted by itself

    // Where the walk is.
    Scope* scope_ = nullptr;
    Block* block_ = nullptr;  ///< null: this place is not reached
    Env env_;
    bc::Instruction at_;
    FrameState* before_ = nullptr;  ///< state before at_, made on demand
    size_t depthBefore_ = 0;
};

/// The graph of the requested code, without the passes. Null: refused.
std::unique_ptr<Graph> lift(const NativeRequest& request, std::vector<Value>& roots, std::string& reason);

}  // namespace noodle::jit
