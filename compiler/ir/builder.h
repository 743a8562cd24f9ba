// Makes IrModules. Lowering's only way to create IR.
//
// Is: interning of strings, types and name lists, typed construction of trees, current block and current
// handler. Is not: an optimiser (nothing is folded) and no checker (verifier.h is). Owner: ModuleBuilder owns
// the module until finish(); a FunctionBuilder owns its function until finish() moves it there or take()
// gives it away, so functions may be built while the enclosing one is unfinished. Use: value helpers and
// statement helpers return the node; a statement takes effect where it is emit()ted, put into seq(), or given
// as the `store` of a construct with a hole(). While no block is open (after a terminator) emits and
// terminators are dropped, so lowering need not ask whether code is reachable.
#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/ir.h"
#include "runtime/base/small_vector.h"
#include "runtime/value/function_info.h"

namespace noodle::ir {

/// Operands that are being collected; most have few.
using NodeVector = SmallVector<NodeId, 6>;

/// Operands of a call: a braced list, a vector or a span.
class NodeList {
  public:
    NodeList() = default;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winit-list-lifetime"  // the list outlives the call that takes the NodeList
    NodeList(std::initializer_list<NodeId> list) : data_(list.begin()), size_(list.size()) {}
#pragma GCC diagnostic pop
    NodeList(const NodeVector& list) : data_(list.data()), size_(list.size()) {}
    NodeList(std::span<const NodeId> list) : data_(list.data()), size_(list.size()) {}
    const NodeId* begin() const {
        return data_;
    }
    const NodeId* end() const {
        return data_ + size_;
    }
    size_t size() const {
        return size_;
    }

  private:
    const NodeId* data_ = nullptr;
    size_t size_ = 0;
};

class ModuleBuilder {
  public:
    explicit ModuleBuilder(std::string name, std::string sourcePath = {});

    uint32_t string(std::string_view text);
    /// Interned. Operands that are types must have been made before (their index is smaller).
    uint32_t type(const bc::TypeDef& type);
    uint32_t addClass(bc::ClassDef def);
    uint32_t addVariable(std::string_view name, bool isConst);
    uint32_t request(std::string_view path, bool lazy, bool dotted);   ///< interned
    uint32_t import(uint32_t request, std::string_view exportedName);  ///< interned
    void addExport(std::string_view name, bc::Export::Kind kind, uint32_t index);
    /// Index of a function that a FunctionBuilder fills later; the first one is the module body.
    uint32_t reserveFunction(std::vector<bc::Capture> captures = {});
    std::string_view text(uint32_t string) const { return module_.string(string); }

    bc::BcModule& tables() { return module_.tables; }
    IrModule& module() { return module_; }
    /// Every reserved function must have been finished.
    IrModule finish();

  private:
    friend class FunctionBuilder;
    void growStrings();

    struct StringSlot {
        uint32_t hash = 0;
        uint32_t index = kNone;  // kNone: free
    };
    IrModule module_;
    std::vector<StringSlot> strings_;  // open addressing, at most half full
    std::map<std::vector<uint32_t>, uint32_t> types_;
};

class FunctionBuilder {
  public:
    FunctionBuilder(ModuleBuilder& module, uint32_t index, std::string_view name,
                    std::string_view qualifiedName, uint32_t flags);
    /// Names as string indexes; `memory` is a function whose memory is used again.
    FunctionBuilder(ModuleBuilder& module, uint32_t index, uint32_t name, uint32_t qualifiedName,
                    uint32_t flags, IrFunction memory = {});

    IrFunction& function() { return function_; }
    ModuleBuilder& module() { return module_; }
    uint32_t index() const { return function_.index; }
    /// Puts the function into the module.
    void finish();
    /// The function itself, for whoever goes on with it at once.
    IrFunction take();

    // ---- slots. Order: receiver, parameters, everything else.
    SlotId receiver(std::string_view name, bool isCell = false);
    SlotId param(std::string_view name, ParamKind kind, bool optional, StaticType type = StaticType::Any,
                 bool isCell = false);
    SlotId local(std::string_view name, StaticType type = StaticType::Any, bool isCell = false);
    /// An unnamed slot; freeTemp gives it back for reuse. Free it only when no later code reads it.
    SlotId temp();
    void freeTemp(SlotId slot);
    /// Capture index, interned.
    uint32_t capture(bc::Capture::From from, uint32_t index);

    // ---- blocks
    BlockId block();            ///< a new one, not yet placed
    void setBlock(BlockId id);  ///< places it and goes on there; an open block falls into it
    bool isOpen() const { return current_.valid(); }
    BlockId currentBlock() const { return current_; }
    /// From here on a throw goes to `handler` (invalid: out). Splits the current block if it has statements.
    /// Returns the handler before. Blocks take the handler that is in force when they are placed.
    BlockId setHandler(BlockId handler);
    BlockId handler() const { return handler_; }

    void emit(NodeId statement);  ///< a Statement node, or a Value node, which is evaluated and dropped

    // ---- ends of blocks
    void jump(BlockId target, SourcePos pos = {});
    void branch(NodeId condition, BlockId thenBlock, BlockId elseBlock, SourcePos pos);
    void iterNext(SlotId iterator, NodeId store, BlockId body, BlockId exit, SourcePos pos);
    /// `value` is usually await(asyncNext(slot)).
    void endTest(NodeId value, NodeId store, BlockId body, BlockId exit, SourcePos pos);
    void jumpIfSupplied(SlotId param, BlockId supplied, BlockId missing, SourcePos pos);
    void ret(NodeId value, SourcePos pos);
    void throwError(NodeId error, SourcePos pos);
    void throwFrom(NodeId error, NodeId cause, SourcePos pos);
    void rethrow(NodeId error, SourcePos pos);
    void matchFail(NodeId subject, SourcePos pos);
    void assertFail(NodeId messageOrNull, SourcePos pos);
    void unreachable();

    // ---- any node without a name, or with a name-free immediate list. The result type is inferred.
    NodeId make(Op op, NodeList operands, SourcePos pos, std::initializer_list<uint32_t> immediates = {});
    /// Same with a leading name immediate (GetField, CallMethod, …); more immediates follow it.
    NodeId makeNamed(Op op, std::string_view name, NodeList operands, SourcePos pos,
                     std::initializer_list<uint32_t> immediates = {});
    /// Claims a better type than the inferred one. Must be proven.
    NodeId typed(NodeId node, StaticType type);
    StaticType typeOf(NodeId node) const { return function_.node(node).type; }
    uint32_t nameList(std::span<const std::string_view> names);

    // ---- values
    NodeId constInt(int64_t value, SourcePos pos);
    NodeId constFloat(double value, SourcePos pos);
    NodeId constString(std::string_view value, SourcePos pos);
    NodeId constBytes(std::string_view value, SourcePos pos);
    NodeId constBigInt(std::string_view decimal, SourcePos pos);
    NodeId constBool(bool value, SourcePos pos);
    NodeId constNull(SourcePos pos);

    NodeId loadLocal(SlotId slot, SourcePos pos);
    NodeId loadLocalChecked(SlotId slot, std::string_view name, SourcePos pos);
    NodeId loadCell(SlotId slot, SourcePos pos);
    NodeId loadCellChecked(SlotId slot, std::string_view name, SourcePos pos);
    NodeId loadUpvalue(uint32_t capture, SourcePos pos);
    NodeId loadUpvalueChecked(uint32_t capture, std::string_view name, SourcePos pos);
    NodeId loadCaptured(uint32_t capture, SourcePos pos);
    NodeId loadModule(uint32_t variable, SourcePos pos);
    NodeId loadModuleChecked(uint32_t variable, std::string_view name, SourcePos pos);
    NodeId loadImport(uint32_t import, SourcePos pos);
    NodeId loadBuiltin(std::string_view name, SourcePos pos);
    NodeId tee(SlotId slot, NodeId value, SourcePos pos);  ///< stores and goes on with the value

    NodeId binary(Op op, NodeId left, NodeId right, SourcePos pos) { return make(op, {left, right}, pos); }
    NodeId unary(Op op, NodeId operand, SourcePos pos) { return make(op, {operand}, pos); }

    NodeId both(NodeId left, NodeId right, SourcePos pos) { return make(Op::And, {left, right}, pos); }
    NodeId either(NodeId left, NodeId right, SourcePos pos) { return make(Op::Or, {left, right}, pos); }
    NodeId coalesce(NodeId left, NodeId right, SourcePos pos) {
        return make(Op::Coalesce, {left, right}, pos);
    }
    NodeId cond(NodeId condition, NodeId thenValue, NodeId elseValue, SourcePos pos);
    /// `rest` has hole() as its leftmost leaf. Nest for several links: null anywhere makes all of it null.
    NodeId optChain(NodeId base, NodeId rest, SourcePos pos) { return make(Op::OptChain, {base, rest}, pos); }
    NodeId hole(SourcePos pos) { return make(Op::Hole, {}, pos); }
    NodeId seq(NodeList statements, NodeId value, SourcePos pos);
    struct ChainLink {
        Op op;
        NodeId right;
    };
    /// a < b < c: every operand is evaluated at most once; the middle ones go through temporaries.
    NodeId compareChain(NodeId first, std::span<const ChainLink> links, SourcePos pos);

    NodeId call(NodeId callee, NodeList args, SourcePos pos);
    NodeId callNamed(NodeId callee, NodeList args, std::span<const std::string_view> names, SourcePos pos);
    NodeId callSpread(NodeId callee, NodeId list, NodeId mapOrNone, SourcePos pos);
    NodeId callMethod(NodeId object, std::string_view name, NodeList args, SourcePos pos);
    NodeId callMethodNamed(NodeId object, std::string_view name, NodeList args,
                           std::span<const std::string_view> names, SourcePos pos);
    NodeId callMethodSpread(NodeId object, std::string_view name, NodeId list, NodeId mapOrNone,
                            SourcePos pos);
    NodeId callSuper(NodeId self, std::string_view name, NodeList args, SourcePos pos);
    NodeId callSuperNamed(NodeId self, std::string_view name, NodeList args,
                          std::span<const std::string_view> names, SourcePos pos);
    NodeId callSuperSpread(NodeId self, std::string_view name, NodeId list, NodeId mapOrNone, SourcePos pos);

    NodeId getField(NodeId object, std::string_view name, SourcePos pos) {
        return makeNamed(Op::GetField, name, {object}, pos);
    }
    NodeId getSuper(NodeId self, std::string_view name, SourcePos pos) {
        return makeNamed(Op::GetSuper, name, {self}, pos);
    }
    NodeId getIndex(NodeId object, NodeId index, SourcePos pos) {
        return make(Op::GetIndex, {object, index}, pos);
    }
    /// Omitted bounds: invalid ids.
    NodeId getSlice(NodeId object, NodeId start, NodeId end, NodeId step, SourcePos pos);

    NodeId spread(NodeId value, SourcePos pos) { return make(Op::Spread, {value}, pos); }
    NodeId pair(NodeId key, NodeId value, SourcePos pos) { return make(Op::Pair, {key, value}, pos); }
    NodeId makeList(NodeList items, SourcePos pos) { return make(Op::MakeList, items, pos); }
    /// With a spread among the items: the builtin `tuple` of a list.
    NodeId makeTuple(NodeList items, SourcePos pos);
    NodeId makeSet(NodeList items, SourcePos pos) { return make(Op::MakeSet, items, pos); }
    NodeId makeMap(NodeList pairsOrSpreads, SourcePos pos) { return make(Op::MakeMap, pairsOrSpreads, pos); }
    NodeId makeRange(NodeId from, NodeId to, bool inclusive, SourcePos pos);
    NodeId buildString(NodeList parts, SourcePos pos) { return make(Op::BuildString, parts, pos); }
    NodeId format(NodeId value, NodeId spec, uint8_t conversion, SourcePos pos);
    NodeId makeClosure(uint32_t function, SourcePos pos) {
        return make(Op::MakeClosure, {}, pos, {function});
    }

    NodeId makeClass(uint32_t classDef, NodeList bases, SourcePos pos) {
        return make(Op::MakeClass, bases, pos, {classDef});
    }
    NodeId defineMember(NodeId cls, std::string_view name, NodeId value, uint8_t memberFlags, SourcePos pos);
    NodeId defineVariant(NodeId cls, std::string_view name, std::span<const std::string_view> payload,
                         NodeId valueOrNone, SourcePos pos);
    NodeId finishClass(NodeId cls, SourcePos pos) { return make(Op::FinishClass, {cls}, pos); }

    NodeId getIter(NodeId value, bool twoTargets, SourcePos pos);
    NodeId asyncNext(SlotId iterator, SourcePos pos) {
        return make(Op::AsyncNext, {}, pos, {iterator.index});
    }
    NodeId checkType(NodeId value, uint32_t type, std::string_view place, SourcePos pos);
    NodeId isType(NodeId value, uint32_t type, SourcePos pos) {
        return make(Op::IsType, {value}, pos, {type});
    }
    NodeId asType(NodeId value, uint32_t type, SourcePos pos) {
        return make(Op::AsType, {value}, pos, {type});
    }
    NodeId caughtError(SourcePos pos) { return make(Op::CaughtError, {}, pos); }
    NodeId await(NodeId value, SourcePos pos) { return make(Op::Await, {value}, pos); }
    NodeId yield(NodeId value, SourcePos pos) { return make(Op::Yield, {value}, pos); }

    // ---- statements
    NodeId storeLocal(SlotId slot, NodeId value, SourcePos pos) {
        return make(Op::StoreLocal, {value}, pos, {slot.index});
    }
    NodeId storeCell(SlotId slot, NodeId value, SourcePos pos) {
        return make(Op::StoreCell, {value}, pos, {slot.index});
    }
    NodeId storeUpvalue(uint32_t capture, NodeId value, SourcePos pos) {
        return make(Op::StoreUpvalue, {value}, pos, {capture});
    }
    NodeId storeModule(uint32_t variable, NodeId value, SourcePos pos) {
        return make(Op::StoreModule, {value}, pos, {variable});
    }
    NodeId clearLocal(SlotId slot, SourcePos pos) { return make(Op::ClearLocal, {}, pos, {slot.index}); }
    NodeId newCell(SlotId slot, SourcePos pos) { return make(Op::NewCell, {}, pos, {slot.index}); }
    NodeId freshCell(SlotId slot, SourcePos pos) { return make(Op::FreshCell, {}, pos, {slot.index}); }
    NodeId closeIter(SlotId slot, SourcePos pos) { return make(Op::CloseIter, {}, pos, {slot.index}); }
    NodeId eval(NodeId value, SourcePos pos) { return make(Op::Eval, {value}, pos); }
    NodeId setField(NodeId object, std::string_view name, NodeId value, SourcePos pos);
    NodeId initField(NodeId object, std::string_view name, NodeId value, SourcePos pos);
    NodeId setIndex(NodeId object, NodeId index, NodeId value, SourcePos pos);
    /// Omitted bounds: invalid ids.
    NodeId setSlice(NodeId object, NodeId start, NodeId end, NodeId step, NodeId value, SourcePos pos);
    NodeId unpack(NodeId value, NodeList targets, SourcePos pos);
    NodeId unpackRest(NodeId value, NodeList targets, uint8_t restIndex, SourcePos pos);
    /// targets: one per name; with `hasRest` one more, last, for the map of the rest.
    NodeId unpackNames(NodeId value, std::span<const std::string_view> names, bool hasRest, NodeList targets,
                       SourcePos pos);
    NodeId ensureModule(uint32_t request, SourcePos pos) {
        return make(Op::EnsureModule, {}, pos, {request});
    }
    NodeId setResult(NodeId value, SourcePos pos) { return make(Op::SetResult, {value}, pos); }

  private:
    // A node in the making: operands are added to the last node until it is closed.
    void open(Op op, SourcePos pos);
    void addOperand(NodeId operand) { function_.operands.push_back(operand); }
    NodeId close(std::initializer_list<uint32_t> immediates);
    NodeId makeWith(Op op, NodeId first, NodeList rest, SourcePos pos,
                    std::initializer_list<uint32_t> immediates = {});
    void terminate(NodeId terminator);
    NodeId orNull(NodeId node, SourcePos pos);
    NodeId withSpread(Op op, NodeId first, NodeId list, NodeId map, SourcePos pos, const uint32_t* name);

    ModuleBuilder& module_;
    IrFunction function_;
    BlockId current_;
    BlockId handler_;
    std::vector<SlotId> freeTemps_;
};

}  // namespace noodle::ir
