// From the graph to LLVM IR: one function with the body, one that the interpreter enters. Knows the layouts
// of runtime/value/layout.h and of the entries' signatures. Lives for one compilation. Is not: the optimiser
// or the object file (engine.h).
#pragma once

#include <unordered_map>

#include <llvm/IR/DIBuilder.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include "vm/jit/code/fingerprint.h"
#include "vm/jit/code/outline.h"
#include "vm/jit/ssa/graph.h"

namespace noodle::jit {

class Emitter {
  public:
    /// `fingerprint`: of the graph; its symbols are external variables of the module.
    Emitter(Graph& graph, Fingerprint& fingerprint, const NativeHost& host, const NativeRequest& request,
            llvm::Module& module);

    /// Emits both functions.
    void emit();
    /// Of the code that was emitted.
    const Outline& outline() const { return outline_; }

    static constexpr const char* kEntryName = "noodle_entry";
    // What the module refers to: the fingerprint's symbols and the host's entries by number, and the unit.
    static constexpr const char *kSymbolPrefix = "symbol_", *kHostPrefix = "host_", *kUnitName = "unit";

  private:
    // ---- frame of the functions (emitter.cpp)
    void emitBody();
    void emitEntry();
    void makeBlocks();
    void fillPhis();
    llvm::Type* typeOf(Rep rep) const;
    llvm::Type* returnType() const;
    void returnWord(llvm::Value* word);
    void returnRaw(llvm::Value* raw);
    void returnException();
    void checkStack();
    void setPlace(const FrameState* state);
    void clearPlace();

    // ---- nodes (emit_nodes.cpp)
    void emitNode(Node* node);
    void emitInt(Node* node);
    void emitDivision(Node* node, llvm::Value* a, llvm::Value* b);
    void emitFloat(Node* node);
    void emitGuard(Node* node);
    llvm::Value* isOneOf(llvm::Value* instance, const ShapeSet& shapes);
    llvm::Value* passesType(llvm::Value* v, const TypeCheck& check, bool nullPasses);
    void emitMemory(Node* node);
    void emitUnbox(Node* node);
    void emitTerminator(Node* node);
    llvm::Value* loadAnyElement(llvm::Value* list, llvm::Value* index);
    llvm::Value* storeOf(llvm::Value* list);

    // ---- calls and exits (emit_calls.cpp)
    void emitCall(Node* node);
    llvm::Value* callFunction(Node* node);
    llvm::Value* compareStrings(Node* node);
    llvm::Value* newInstance(Node* node);
    llvm::Value* callHost(const char* name, std::vector<llvm::Value*> arguments);
    void raiseIf(llvm::Value* failed, const FrameState* state);
    void raiseIfException(llvm::Value* word, const FrameState* state);
    void leaveUnless(llvm::Value* condition, const Node* node);
    llvm::BasicBlock* exitOf(const Node* node);
    llvm::BasicBlock* exitFor(const FrameState* state, const Node* cause);
    void emitExits();
    llvm::Value* wordArray(const std::vector<llvm::Value*>& words);

    // ---- helpers
    llvm::Value* value(const Node* node);
    void set(const Node* node, llvm::Value* v) { values_[node->id] = v; }
    llvm::Value* word(uint64_t bits);
    llvm::Value* integer(int64_t v);
    llvm::Constant* variable(const std::string& name);
    llvm::Value* pointer(const void* p);
    llvm::Value* wordOf(uint64_t bits);
    llvm::Value* objectOf(llvm::Value* word);
    llvm::Value* fitsSmall(llvm::Value* raw);
    llvm::Value* boxSmall(llvm::Value* raw);
    llvm::Value* boxInt(llvm::Value* raw);
    llvm::Value* boxBool(llvm::Value* raw);
    llvm::Value* boxFloat(llvm::Value* raw);
    llvm::Value* boxed(const Node* node);
    llvm::Value* isInt48(llvm::Value* word);
    llvm::Value* isDouble(llvm::Value* word);
    llvm::Value* payloadInt(llvm::Value* word);
    llvm::Value* readInt(llvm::Value* word, llvm::BasicBlock* notInt);
    llvm::Value* rawOfWord(llvm::Value* word, Rep rep);
    llvm::Value* at(llvm::Value* base, size_t offset);
    llvm::LoadInst* load(llvm::Type* type, llvm::Value* base, size_t offset, const char* memory);
    void store(llvm::Value* v, llvm::Value* base, size_t offset, const char* memory);
    llvm::MDNode* tag(const char* memory);
    static std::string fieldMemory(int64_t index);
    void barrier(llvm::Value* holder, llvm::Value* stored, llvm::Value* slot = nullptr);
    llvm::BasicBlock* newBlock(const char* name);
    llvm::Value* likely(llvm::Value* condition, llvm::BasicBlock* yes, llvm::BasicBlock* no);

    Graph& graph_;
    Fingerprint& fingerprint_;
    const NativeHost& host_;
    const bool forceExits_;
    llvm::Module& module_;
    llvm::LLVMContext& context_;
    llvm::IRBuilder<> b_;
    llvm::DIBuilder debug_;
    llvm::DISubprogram* subprogram_ = nullptr;
    llvm::Function* body_ = nullptr;
    llvm::Type *i64_, *i32_, *i16_, *i8_, *i1_, *f64_, *ptr_;
    llvm::Value *vm_ = nullptr, *closure_ = nullptr, *slots_ = nullptr;
    llvm::AllocaInst* words_ = nullptr;  ///< arguments of calls, and what exits hand over
    uint64_t mostWords_ = 1;
    llvm::AllocaInst* budget_ = nullptr;
    std::vector<llvm::Value*> values_;             ///< by node
    std::vector<llvm::BasicBlock*> first_, last_;  ///< by block: LLVM blocks that it begins and ends in
    std::unordered_map<const Node*, std::vector<llvm::Value*>> results_;
    std::unordered_map<std::string, llvm::MDNode*> tags_;
    llvm::MDNode* tagRoot_ = nullptr;
    llvm::MDNode* weights_ = nullptr;

    Outline outline_;
    std::vector<llvm::BasicBlock*> exitBlocks_;  ///< of the outline's exits
};

}  // namespace noodle::jit
