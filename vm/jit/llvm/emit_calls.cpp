// Calls of the host and of compiled code, and the exits.
//
// An exit stores what is live in the word array, unboxed where it is unboxed, and hands it to the host with
// its number; the host makes interpreter frames of it as the unit's ExitPoint says, runs them to the end of
// the function and gives the result, which the code returns. An error that some frame of the function handles
// leaves in the same way. The code of a loop gives its frame back instead.
#include "runtime/entry/compare.h"
#include "runtime/memory/size_class.h"
#include "vm/jit/llvm/emitter.h"
#include "vm/tier/native_entries.h"

namespace noodle::jit {

using llvm::BasicBlock;

llvm::Value* Emitter::callHost(const char* name, std::vector<llvm::Value*> arguments) {
    const uint32_t number = numberOfEntry(name);
    auto typeOfCode = [&](char code) -> llvm::Type* {
        switch (code) {
            case 'p':
                return ptr_;
            case 'u':
                return i32_;
            case 'v':
                return llvm::Type::getVoidTy(context_);
            default:
                return i64_;
        }
    };
    std::vector<llvm::Type*> types{ptr_};
    for (const char* code = kNativeEntries[number].signature + 1; *code != '\0'; ++code)
        types.push_back(typeOfCode(*code));
    auto* type = llvm::FunctionType::get(typeOfCode(kNativeEntries[number].signature[0]), types, false);
    arguments.insert(arguments.begin(), vm_);
    for (size_t i = 0; i < arguments.size(); ++i)
        if (types[i] == ptr_ && arguments[i]->getType() == i64_) arguments[i] = objectOf(arguments[i]);
    auto callee = module_.getOrInsertFunction(kHostPrefix + std::to_string(number), type);
    llvm::cast<llvm::Function>(callee.getCallee())->addFnAttr(llvm::Attribute::NonLazyBind);
    auto* made = b_.CreateCall(callee, arguments);
    made->addFnAttr(llvm::Attribute::NoUnwind);
    made->addFnAttr(llvm::Attribute::NoMerge);
    return made;
}

llvm::Value* Emitter::wordArray(const std::vector<llvm::Value*>& words) {
    mostWords_ = std::max<uint64_t>(mostWords_, words.size());
    for (size_t i = 0; i < words.size(); ++i) b_.CreateStore(words[i], at(words_, i * sizeof(noodle::Value)));
    return words_;
}

// The line of a call's location is its place's number plus one.
void Emitter::setPlace(const FrameState* state) {
    outline_.places.push_back(state);
    b_.SetCurrentDebugLocation(
        llvm::DILocation::get(context_, static_cast<unsigned>(outline_.places.size()), 0, subprogram_));
}

void Emitter::clearPlace() {
    b_.SetCurrentDebugLocation(llvm::DILocation::get(context_, 0, 0, subprogram_));
}

void Emitter::raiseIf(llvm::Value* failed, const FrameState* state) {
    BasicBlock* fine = newBlock("fine");
    if (isHandled(state)) {
        likely(b_.CreateNot(failed), fine, exitFor(state, nullptr));
    } else {
        BasicBlock* raise = newBlock("raise");
        likely(b_.CreateNot(failed), fine, raise);
        b_.SetInsertPoint(raise);
        returnException();
    }
    b_.SetInsertPoint(fine);
}

void Emitter::raiseIfException(llvm::Value* v, const FrameState* state) {
    raiseIf(b_.CreateICmpEQ(v, word(noodle::Value::exception().bits())), state);
}

void Emitter::leaveUnless(llvm::Value* condition, const Node* node) {
    BasicBlock* fine = newBlock("ok");
    if (forceExits_) {
        auto* left = b_.CreateSub(load(i32_, vm_, host_.countdown, "vm"), llvm::ConstantInt::get(i32_, 1));
        store(left, vm_, host_.countdown, "vm");
        condition = b_.CreateAnd(condition, b_.CreateICmpSGT(left, llvm::ConstantInt::get(i32_, 0)));
    }
    likely(condition, fine, exitOf(node));
    b_.SetInsertPoint(fine);
}

void Emitter::emitCall(Node* node) {
    if (node->kind == NodeKind::OpResult)
        return set(node, results_[node->inputs[0]][static_cast<size_t>(node->imm)]);
    setPlace(node->state);
    auto inputs = [&](size_t from) {
        std::vector<llvm::Value*> words;
        for (size_t i = from; i < node->inputs.size(); ++i) words.push_back(value(node->inputs[i]));
        return words;
    };
    auto number = [&](uint64_t n) { return llvm::ConstantInt::get(i32_, n); };
    switch (node->kind) {
        case NodeKind::Truth: {
            llvm::Value* v = value(node->inputs[0]);
            BasicBlock* other = newBlock("truth");
            BasicBlock* done = newBlock("known");
            auto* isTrue = b_.CreateICmpEQ(v, word(noodle::Value::trueValue().bits()));
            auto* isBool = b_.CreateICmpEQ(b_.CreateOr(v, 1), word(noodle::Value::trueValue().bits()));
            BasicBlock* from = b_.GetInsertBlock();
            likely(isBool, done, other);
            b_.SetInsertPoint(other);
            auto* answer = callHost("truth", {v});
            raiseIfException(answer, node->state);
            auto* holds = b_.CreateICmpEQ(answer, word(noodle::Value::trueValue().bits()));
            BasicBlock* second = b_.GetInsertBlock();
            b_.CreateBr(done);
            b_.SetInsertPoint(done);
            auto* phi = b_.CreatePHI(i1_, 2);
            phi->addIncoming(isTrue, from);
            phi->addIncoming(holds, second);
            set(node, phi);
            break;
        }
        case NodeKind::CompareStrings:
            set(node, compareStrings(node));
            break;
        case NodeKind::Poll: {
            auto* left = b_.CreateSub(b_.CreateLoad(i32_, budget_), number(1));
            BasicBlock* due = newBlock("poll");
            BasicBlock* go = newBlock("go");
            b_.CreateStore(left, budget_);
            likely(b_.CreateICmpSGT(left, number(0)), go, due);
            b_.SetInsertPoint(due);
            auto* answer = callHost("poll", {});
            raiseIfException(answer, node->state);
            b_.CreateStore(number(10'000), budget_);
            b_.CreateBr(go);
            b_.SetInsertPoint(go);
            break;
        }
        case NodeKind::NewInstance:
            set(node, newInstance(node));
            break;
        case NodeKind::CallFunction:
            set(node, callFunction(node));
            break;
        case NodeKind::MakeSequence: {
            auto words = inputs(0);
            auto* answer =
                callHost(node->imm == 0 ? "makeList" : "makeTuple", {wordArray(words), number(words.size())});
            raiseIfException(answer, node->state);
            set(node, answer);
            break;
        }
        case NodeKind::ListAppend: {
            auto* answer = callHost("listAppend", {value(node->inputs[0]), value(node->inputs[1])});
            raiseIfException(answer, node->state);
            break;
        }
        case NodeKind::CallNative: {
            auto words = inputs(1);
            auto* answer = callHost("callNative", {pointer(node->ptr), value(node->inputs[0]),
                                                   wordArray(words), number(words.size())});
            raiseIfException(answer, node->state);
            set(node, answer);
            break;
        }
        case NodeKind::CallOp: {
            auto words = inputs(1);
            mostWords_ = std::max<uint64_t>(
                mostWords_, node->aux + std::max<uint64_t>(words.size() - node->aux, node->results));
            auto* array = wordArray(words);
            auto* answer =
                callHost("runOp", {value(node->inputs[0]), number(static_cast<uint64_t>(node->imm)), array,
                                   number(node->aux), number(words.size() - node->aux)});
            raiseIfException(answer, node->state);
            set(node, answer);
            for (uint32_t i = 0; node->results > 1 && i < node->results; ++i)
                results_[node].push_back(
                    b_.CreateLoad(i64_, at(words_, (node->aux + i) * sizeof(noodle::Value))));
            break;
        }
        case NodeKind::CallSelf: {
            auto words = inputs(1);
            words.insert(words.begin(), {vm_, objectOf(value(node->inputs[0]))});
            auto* made = b_.CreateCall(body_->getFunctionType(), body_, words);
            made->addFnAttr(llvm::Attribute::NoMerge);
            if (graph_.returnRep == Rep::Word) {
                raiseIfException(made, node->state);
                set(node, made);
            } else {
                auto* raw = b_.CreateExtractValue(made, 0);
                raiseIf(b_.CreateICmpNE(b_.CreateExtractValue(made, 1), llvm::ConstantInt::get(i8_, 0)),
                        node->state);
                set(node, raw);
            }
            break;
        }
        default: {  // CallEntry
            std::vector<llvm::Value*> words = inputs(0);
            if (node->imm >= 0) {
                words.insert(words.begin(), number(static_cast<uint64_t>(node->imm)));
            }
            auto* answer = callHost(kNativeEntries[node->aux].name, words);
            raiseIfException(answer, node->state);
            set(node, answer);
            break;
        }
    }
    clearPlace();
}

// As equalStrings() and compareStrings() of runtime/object/string.h begin: what is the same object is equal,
// two interned ones are not, and neither are texts of different lengths; single bytes are in their order.
llvm::Value* Emitter::compareStrings(Node* node) {
    const auto relation = static_cast<Relation>(node->imm);
    const bool equality = relation == Relation::Eq || relation == Relation::Ne;
    llvm::Value* a = objectOf(value(node->inputs[0]));
    llvm::Value* b = objectOf(value(node->inputs[1]));
    BasicBlock* other = newBlock("other");
    BasicBlock* bytes = newBlock("bytes");
    BasicBlock* slow = newBlock("compare");
    BasicBlock* done = newBlock("compared");
    auto* result = llvm::PHINode::Create(i1_, 4, "", done);
    auto known = [&](llvm::Value* holds) { result->addIncoming(holds, b_.GetInsertBlock()); };
    known(b_.getInt1(equality ? relation == Relation::Eq
                              : relation == Relation::Le || relation == Relation::Ge));
    b_.CreateCondBr(b_.CreateICmpEQ(a, b), done, other);
    b_.SetInsertPoint(other);
    auto* flags = b_.CreateAnd(load(i16_, a, offsetof(HeapObject, flags), "flags"),
                               load(i16_, b, offsetof(HeapObject, flags), "flags"));
    auto* interned = b_.CreateICmpNE(b_.CreateAnd(flags, llvm::ConstantInt::get(i16_, String::kInterned)),
                                     llvm::ConstantInt::get(i16_, 0));
    if (equality) {
        known(b_.getInt1(relation == Relation::Ne));
        b_.CreateCondBr(interned, done, bytes);
        b_.SetInsertPoint(bytes);
        static_assert(offsetof(String, length) == offsetof(String, byteLength) + sizeof(uint32_t));
        auto* sameLength = b_.CreateICmpEQ(load(i64_, a, offsetof(String, byteLength), "const"),
                                           load(i64_, b, offsetof(String, byteLength), "const"));
        known(b_.getInt1(relation == Relation::Ne));
        b_.CreateCondBr(sameLength, slow, done);
    } else {
        auto isByte = [&](llvm::Value* s) {
            return b_.CreateICmpEQ(load(i32_, s, offsetof(String, byteLength), "const"),
                                   llvm::ConstantInt::get(i32_, 1));
        };
        b_.CreateCondBr(b_.CreateAnd(interned, b_.CreateAnd(isByte(a), isByte(b))), bytes, slow);
        b_.SetInsertPoint(bytes);
        auto* first = load(i8_, a, sizeof(String), "text");
        auto* second = load(i8_, b, sizeof(String), "text");
        known(b_.CreateICmp(relation == Relation::Lt   ? llvm::CmpInst::ICMP_ULT
                            : relation == Relation::Le ? llvm::CmpInst::ICMP_ULE
                            : relation == Relation::Gt ? llvm::CmpInst::ICMP_UGT
                                                       : llvm::CmpInst::ICMP_UGE,
                            first, second));
        b_.CreateBr(done);
    }
    b_.SetInsertPoint(slow);
    static constexpr CompareOp kOps[] = {CompareOp::Lt, CompareOp::Le, CompareOp::Gt,
                                         CompareOp::Ge, CompareOp::Eq, CompareOp::Ne};
    auto* op = llvm::ConstantInt::get(i32_, static_cast<uint64_t>(kOps[node->imm]));
    auto* answer = callHost("compare", {op, value(node->inputs[0]), value(node->inputs[1])});
    raiseIfException(answer, node->state);
    known(b_.CreateICmpEQ(answer, word(noodle::Value::trueValue().bits())));
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
    return result;
}

// The compiled code of the function if it has any by then.
llvm::Value* Emitter::callFunction(Node* node) {
    std::vector<llvm::Value*> words;
    for (size_t i = 1; i < node->inputs.size(); ++i) words.push_back(value(node->inputs[i]));
    llvm::Value* closure = objectOf(value(node->inputs[0]));
    llvm::Value* array = wordArray(words);
    const auto* fs = static_cast<const FunctionState*>(node->ptr);
    BasicBlock* direct = newBlock("direct");
    BasicBlock* general = newBlock("general");
    BasicBlock* done = newBlock("returned");
    auto* entry = load(ptr_, pointer(&fs->nativeEntry), 0, "entries");
    likely(b_.CreateIsNotNull(entry), direct, general);
    b_.SetInsertPoint(direct);
    auto* type = llvm::FunctionType::get(i64_, {ptr_, ptr_, ptr_}, false);
    auto* fast = b_.CreateCall(type, entry, {vm_, closure, array});
    fast->addFnAttr(llvm::Attribute::NoMerge);
    b_.CreateBr(done);
    b_.SetInsertPoint(general);
    auto* slow = callHost("callFunction", {closure, array, llvm::ConstantInt::get(i32_, words.size())});
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
    auto* result = b_.CreatePHI(i64_, 2);
    result->addIncoming(fast, direct);
    result->addIncoming(slow, general);
    raiseIfException(result, node->state);
    return result;
}

// As Heap::allocate() and noodle::newInstance() do; presets, destructors and classes that still learn about
// their fields are the host's.
llvm::Value* Emitter::newInstance(Node* node) {
    const auto* cls = static_cast<const Class*>(node->ptr);
    const auto fields = static_cast<uint32_t>(node->inputs.size());
    const size_t bytes = sizeof(Instance) + fields * sizeof(noodle::Value);
    BasicBlock* slow = newBlock("allocate");
    BasicBlock* done = newBlock("new");
    bool plain = cls->lessons == 0 && (cls->flags & Class::kHasDestructor) == 0 && bytes <= 512;
    llvm::PHINode* result = llvm::PHINode::Create(i64_, 2, "", done);
    if (plain) {
        auto* span = at(vm_, host_.spans + sizeClassOf(bytes) * sizeof(AllocationSpan));
        auto* cursor = load(ptr_, span, offsetof(AllocationSpan, cursor), "spans");
        auto* limit = load(ptr_, span, offsetof(AllocationSpan, limit), "spans");
        BasicBlock* room = newBlock("room");
        likely(b_.CreateICmpNE(cursor, limit), room, slow);
        b_.SetInsertPoint(room);
        store(at(cursor, kCellBytes[sizeClassOf(bytes)]), span, offsetof(AllocationSpan, cursor), "spans");
        uint64_t header = static_cast<uint64_t>(ObjectKind::Instance) | uint64_t{fields} << 32;
        b_.CreateStore(word(header), cursor);
        store(pointer(cls), cursor, offsetof(Instance, cls), "class");
        store(pointer(cls->rootShape), cursor, offsetof(Instance, shape), "shape");
        for (uint32_t i = 0; i < fields; ++i)
            store(value(node->inputs[i]), cursor, sizeof(Instance) + i * sizeof(noodle::Value),
                  fieldMemory(i).c_str());
        auto* made = b_.CreateOr(b_.CreatePtrToInt(cursor, i64_), word(noodle::Value::kTagObject));
        result->addIncoming(made, b_.GetInsertBlock());
        b_.CreateBr(done);
    } else {
        b_.CreateBr(slow);
    }
    b_.SetInsertPoint(slow);
    auto* object = callHost("newInstance", {pointer(cls)});
    raiseIfException(object, node->state);
    result->addIncoming(object, b_.GetInsertBlock());
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
    return result;
}

// ---- exits

BasicBlock* Emitter::exitOf(const Node* node) {
    return exitFor(node->state, node);
}

/// `cause`: null where an error is pending.
BasicBlock* Emitter::exitFor(const FrameState* state, const Node* cause) {
    const bool throwing = cause == nullptr;
    const ExitPoint::Kind kind = throwing ? ExitPoint::Kind::Expected : exitKindOf(cause);
    for (size_t i = 0; i < exitBlocks_.size(); ++i) {
        Outline::Exit& exit = outline_.exits[i];
        if (exit.state != state || exit.throwing != throwing) continue;
        if (kind == ExitPoint::Kind::Int) exit.kind = kind;
        // Of the tests that share an exit, that of the shape is the one that fails.
        if (!throwing && cause->kind == NodeKind::GuardShape) exit.cause = cause;
        return exitBlocks_[i];
    }
    outline_.exits.push_back({state, kind, throwing, cause});
    return exitBlocks_.emplace_back(newBlock("exit"));
}

void Emitter::emitExits() {
    const char* entry = graph_.loop == NativeUnit::kWhole ? "deopt" : "deoptInPlace";
    for (size_t i = 0; i < exitBlocks_.size(); ++i) {
        std::vector<const Node*> live;
        describe(outline_.exits[i], live);
        b_.SetInsertPoint(exitBlocks_[i]);
        setPlace(nullptr);  // what the interpreter goes on with is shown by its own frames
        std::vector<llvm::Value*> words;
        for (const Node* node : live) {
            llvm::Value* v = value(node);
            if (v->getType() == f64_) v = b_.CreateBitCast(v, i64_);
            if (v->getType() == i1_) v = b_.CreateZExt(v, i64_);
            words.push_back(v);
        }
        auto* result = callHost(entry, {variable(kUnitName), wordArray(words), word(i)});
        returnWord(result);
    }
}

}  // namespace noodle::jit
