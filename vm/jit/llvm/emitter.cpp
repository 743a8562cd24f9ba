#include "vm/jit/llvm/emitter.h"

#include <llvm/IR/MDBuilder.h>

#include "vm/jit/lift/lifter.h"

namespace noodle::jit {

using llvm::BasicBlock;

Emitter::Emitter(Graph& graph, Fingerprint& fingerprint, const NativeHost& host, const NativeRequest& request,
                 llvm::Module& module)
    : graph_(graph),
      fingerprint_(fingerprint),
      host_(host),
      forceExits_(request.forceExits),
      module_(module),
      context_(module.getContext()),
      b_(context_),
      debug_(module),
      i64_(llvm::Type::getInt64Ty(context_)),
      i32_(llvm::Type::getInt32Ty(context_)),
      i16_(llvm::Type::getInt16Ty(context_)),
      i8_(llvm::Type::getInt8Ty(context_)),
      i1_(llvm::Type::getInt1Ty(context_)),
      f64_(llvm::Type::getDoubleTy(context_)),
      ptr_(llvm::PointerType::getUnqual(context_)) {
    llvm::MDBuilder metadata(context_);
    weights_ = metadata.createBranchWeights(100'000, 1);
    tagRoot_ = metadata.createTBAARoot("noodle");
}

llvm::Type* Emitter::typeOf(Rep rep) const {
    switch (rep) {
        case Rep::Float:
            return f64_;
        case Rep::Bool:
            return i1_;
        default:
            return i64_;
    }
}

// A word comes back alone, the exception among its values; a raw value with a byte that tells whether it is
// one.
llvm::Type* Emitter::returnType() const {
    if (graph_.returnRep == Rep::Word) return i64_;
    return llvm::StructType::get(context_, {typeOf(graph_.returnRep), i8_});
}

namespace {
void dress(llvm::Function* function) {
    function->addFnAttr(llvm::Attribute::NoUnwind);
    function->addFnAttr("frame-pointer", "all");
    function->addFnAttr("no-trapping-math", "true");
}
}  // namespace

void Emitter::emit() {
    llvm::DIFile* file = debug_.createFile("noodle", "");
    debug_.createCompileUnit(llvm::dwarf::DW_LANG_C, file, "noodle", true, "", 0, "",
                             llvm::DICompileUnit::LineTablesOnly);
    auto* type = debug_.createSubroutineType(debug_.getOrCreateTypeArray({}));
    subprogram_ = debug_.createFunction(file, "code", "code", file, 1, type, 1, llvm::DINode::FlagZero,
                                        llvm::DISubprogram::SPFlagDefinition);
    module_.addModuleFlag(llvm::Module::Warning, "Debug Info Version", llvm::DEBUG_METADATA_VERSION);
    emitBody();
    debug_.finalize();
    if (graph_.loop == NativeUnit::kWhole) emitEntry();
}

void Emitter::emitBody() {
    const bool whole = graph_.loop == NativeUnit::kWhole;
    std::vector<llvm::Type*> types{ptr_, ptr_};
    const uint32_t words = graph_.function->proto->argumentSlots;
    for (uint32_t slot = 0; whole && slot < words; ++slot)
        types.push_back(typeOf(declaredRep(*graph_.function, slot)));
    if (!whole) types.push_back(ptr_);
    auto* type = llvm::FunctionType::get(whole ? returnType() : i64_, types, false);
    body_ = llvm::Function::Create(
        type, whole ? llvm::GlobalValue::InternalLinkage : llvm::GlobalValue::ExternalLinkage,
        whole ? "body" : kEntryName, module_);
    dress(body_);
    body_->setSubprogram(subprogram_);
    vm_ = body_->getArg(0);
    closure_ = body_->getArg(1);
    slots_ = whole ? nullptr : body_->getArg(2);
    values_.assign(graph_.nodeCount(), nullptr);
    auto* prologue = newBlock("prologue");
    b_.SetInsertPoint(prologue);
    words_ = b_.CreateAlloca(llvm::ArrayType::get(i64_, 1));
    budget_ = b_.CreateAlloca(i32_);
    b_.CreateStore(llvm::ConstantInt::get(i32_, 10'000), budget_);
    if (whole) checkStack();
    makeBlocks();
    b_.CreateBr(first_[graph_.entry()->id]);
    for (Block* block : graph_.reversePostorder()) {
        b_.SetInsertPoint(first_[block->id]);
        for (Node* node : block->nodes) emitNode(node);
        last_[block->id] = b_.GetInsertBlock();
    }
    fillPhis();
    emitExits();
    // The array is as big as what uses it.
    auto* fitting =
        new llvm::AllocaInst(llvm::ArrayType::get(i64_, mostWords_), 0, "words", words_->getIterator());
    words_->replaceAllUsesWith(fitting);
    words_->eraseFromParent();
}

void Emitter::makeBlocks() {
    first_.assign(graph_.blocks().size(), nullptr);
    last_.assign(graph_.blocks().size(), nullptr);
    for (Block* block : graph_.reversePostorder()) first_[block->id] = newBlock("b");
}

void Emitter::fillPhis() {
    for (Block* block : graph_.reversePostorder()) {
        for (Node* node : block->nodes) {
            if (node->kind != NodeKind::Phi) break;
            auto* phi = llvm::cast<llvm::PHINode>(values_[node->id]);
            for (size_t i = 0; i < node->inputs.size(); ++i) {
                BasicBlock* from = last_[block->preds[i]->id];
                if (from == nullptr) continue;  // not reached
                phi->addIncoming(value(node->inputs[i]), from);
            }
        }
    }
}

// Deep recursion goes on in the interpreter, whose frames lie elsewhere.
void Emitter::checkStack() {
    auto* here = b_.CreatePtrToInt(
        b_.CreateIntrinsic(llvm::Intrinsic::frameaddress, {ptr_}, {llvm::ConstantInt::get(i32_, 0)}), i64_);
    auto* limit = load(i64_, vm_, host_.stackLimit, "vm");
    BasicBlock* low = newBlock("low");
    BasicBlock* fine = newBlock("fine");
    likely(b_.CreateICmpUGE(here, limit), fine, low);
    b_.SetInsertPoint(low);
    const uint32_t words = graph_.function->proto->argumentSlots;
    std::vector<llvm::Value*> arguments;
    for (uint32_t slot = 0; slot < words; ++slot) {
        llvm::Value* argument = body_->getArg(slot + 2);
        switch (declaredRep(*graph_.function, slot)) {
            case Rep::Int:
                argument = boxInt(argument);
                break;
            case Rep::Float:
                argument = boxFloat(argument);
                break;
            case Rep::Bool:
                argument = boxBool(argument);
                break;
            default:
                break;
        }
        arguments.push_back(argument);
    }
    returnWord(callHost("interpret", {closure_, wordArray(arguments)}));
    b_.SetInsertPoint(fine);
    auto* left = b_.CreateSub(load(i32_, vm_, host_.budget, "vm"), llvm::ConstantInt::get(i32_, 1));
    store(left, vm_, host_.budget, "vm");
    BasicBlock* due = newBlock("due");
    BasicBlock* go = newBlock("go");
    likely(b_.CreateICmpSGT(left, llvm::ConstantInt::get(i32_, 0)), go, due);
    b_.SetInsertPoint(due);
    auto* answer = callHost("poll", {});
    BasicBlock* stop = newBlock("stop");
    b_.CreateCondBr(b_.CreateICmpEQ(answer, word(noodle::Value::exception().bits())), stop, go);
    b_.SetInsertPoint(stop);
    returnException();
    b_.SetInsertPoint(go);
}

void Emitter::returnRaw(llvm::Value* raw) {
    if (graph_.returnRep == Rep::Word) {
        b_.CreateRet(raw);
        return;
    }
    llvm::Value* pair = llvm::PoisonValue::get(returnType());
    pair = b_.CreateInsertValue(pair, raw, 0);
    b_.CreateRet(b_.CreateInsertValue(pair, llvm::ConstantInt::get(i8_, 0), 1));
}

void Emitter::returnException() {
    if (graph_.returnRep == Rep::Word) {
        b_.CreateRet(word(Value::exception().bits()));
        return;
    }
    llvm::Value* pair = llvm::PoisonValue::get(returnType());
    pair = b_.CreateInsertValue(pair, llvm::Constant::getNullValue(typeOf(graph_.returnRep)), 0);
    b_.CreateRet(b_.CreateInsertValue(pair, llvm::ConstantInt::get(i8_, 1), 1));
}

/// The raw value in a word that is known to hold one.
llvm::Value* Emitter::rawOfWord(llvm::Value* v, Rep rep) {
    switch (rep) {
        case Rep::Float:
            return b_.CreateBitCast(v, f64_);
        case Rep::Bool:
            return b_.CreateICmpEQ(v, word(Value::trueValue().bits()));
        case Rep::Int:
            return readInt(v, nullptr);
        default:
            return v;
    }
}

// What the interpreter gave for the rest of the function.
void Emitter::returnWord(llvm::Value* v) {
    if (graph_.returnRep == Rep::Word) {
        b_.CreateRet(v);
        return;
    }
    BasicBlock* failed = newBlock("failed");
    BasicBlock* fine = newBlock("fine");
    b_.CreateCondBr(b_.CreateICmpEQ(v, word(Value::exception().bits())), failed, fine);
    b_.SetInsertPoint(failed);
    returnException();
    b_.SetInsertPoint(fine);
    returnRaw(rawOfWord(v, graph_.returnRep));
}

void Emitter::emitEntry() {
    auto* type = llvm::FunctionType::get(i64_, {ptr_, ptr_, ptr_}, false);
    auto* entry = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, kEntryName, module_);
    dress(entry);
    llvm::Function* body = body_;
    body_ = entry;
    b_.SetCurrentDebugLocation({});
    b_.SetInsertPoint(newBlock("entry"));
    vm_ = entry->getArg(0);
    closure_ = entry->getArg(1);
    slots_ = entry->getArg(2);
    BasicBlock* other = newBlock("other");
    std::vector<llvm::Value*> arguments{vm_, closure_};
    const uint32_t words = graph_.function->proto->argumentSlots;
    for (uint32_t slot = 0; slot < words; ++slot) {
        Rep rep = declaredRep(*graph_.function, slot);
        llvm::Value* v = load(i64_, slots_, slot * sizeof(noodle::Value), "slots");
        BasicBlock* fits = newBlock("fits");
        switch (rep) {
            case Rep::Int:
                likely(isInt48(v), fits, other);
                break;
            case Rep::Float:
                likely(isDouble(v), fits, other);
                break;
            case Rep::Bool:
                likely(b_.CreateICmpEQ(b_.CreateOr(v, 1), word(Value::trueValue().bits())), fits, other);
                break;
            default:
                b_.CreateBr(fits);
                break;
        }
        b_.SetInsertPoint(fits);
        arguments.push_back(rep == Rep::Int ? payloadInt(v) : rawOfWord(v, rep));
    }
    auto* result = b_.CreateCall(body->getFunctionType(), body, arguments);
    if (graph_.returnRep == Rep::Word) {
        b_.CreateRet(result);
    } else {
        llvm::Value* raw = b_.CreateExtractValue(result, 0);
        auto* failed = b_.CreateICmpNE(b_.CreateExtractValue(result, 1), llvm::ConstantInt::get(i8_, 0));
        BasicBlock* threw = newBlock("threw");
        BasicBlock* fine = newBlock("fine");
        likely(b_.CreateNot(failed), fine, threw);
        b_.SetInsertPoint(threw);
        b_.CreateRet(word(Value::exception().bits()));
        b_.SetInsertPoint(fine);
        b_.CreateRet(graph_.returnRep == Rep::Int     ? boxInt(raw)
                     : graph_.returnRep == Rep::Float ? boxFloat(raw)
                                                      : boxBool(raw));
    }
    b_.SetInsertPoint(other);
    b_.CreateRet(callHost("interpret", {closure_, slots_}));
}

}  // namespace noodle::jit
