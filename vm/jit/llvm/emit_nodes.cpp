// The instructions, but for calls and exits.
#include <llvm/IR/MDBuilder.h>

#include "runtime/entry/iterate.h"
#include "vm/jit/llvm/emitter.h"

namespace noodle::jit {

using llvm::BasicBlock;

namespace {
constexpr size_t kElements = sizeof(Raw);
constexpr size_t kHeaderKind = offsetof(HeapObject, kind), kHeaderBits = offsetof(HeapObject, gcBits),
                 kHeaderFlags = offsetof(HeapObject, flags), kHeaderAux = offsetof(HeapObject, aux);
}  // namespace

// ---- helpers

BasicBlock* Emitter::newBlock(const char* name) {
    return BasicBlock::Create(context_, name, body_);
}

llvm::Value* Emitter::word(uint64_t bits) {
    return llvm::ConstantInt::get(i64_, bits);
}
llvm::Value* Emitter::integer(int64_t v) {
    return llvm::ConstantInt::getSigned(i64_, v);
}
// Of no known size: nothing follows about what lies there.
llvm::Constant* Emitter::variable(const std::string& name) {
    if (auto* known = module_.getNamedGlobal(name)) return known;
    auto* type = llvm::StructType::getTypeByName(context_, "opaque");
    if (type == nullptr) type = llvm::StructType::create(context_, "opaque");
    return new llvm::GlobalVariable(module_, type, false, llvm::GlobalValue::ExternalLinkage, nullptr, name);
}
llvm::Value* Emitter::pointer(const void* p) {
    return variable(kSymbolPrefix + std::to_string(fingerprint_.symbolOf(reinterpret_cast<uintptr_t>(p))));
}
/// The word, which is not the same in every process if it is an object.
llvm::Value* Emitter::wordOf(uint64_t bits) {
    if (!noodle::Value::fromBits(bits).isObject()) return word(bits);
    auto* symbol = variable(kSymbolPrefix + std::to_string(fingerprint_.symbolOf(bits)));
    return llvm::ConstantExpr::getPtrToInt(symbol, i64_);
}

llvm::Value* Emitter::at(llvm::Value* base, size_t offset) {
    return offset == 0 ? base : b_.CreateInBoundsGEP(i8_, base, llvm::ConstantInt::get(i64_, offset));
}

llvm::MDNode* Emitter::tag(const char* memory) {
    llvm::MDNode*& known = tags_[memory];
    if (known == nullptr) {
        llvm::MDBuilder metadata(context_);
        llvm::MDNode* type = metadata.createTBAAScalarTypeNode(memory, tagRoot_);
        known = metadata.createTBAAStructTagNode(type, type, 0);
    }
    return known;
}

// Fields of one number lie at one distance from the start of their objects, which do not overlap.
std::string Emitter::fieldMemory(int64_t index) {
    return "field" + std::to_string(index);
}

llvm::LoadInst* Emitter::load(llvm::Type* type, llvm::Value* base, size_t offset, const char* memory) {
    llvm::LoadInst* loaded = b_.CreateLoad(type, at(base, offset));
    loaded->setMetadata(llvm::LLVMContext::MD_tbaa, tag(memory));
    return loaded;
}

void Emitter::store(llvm::Value* v, llvm::Value* base, size_t offset, const char* memory) {
    b_.CreateStore(v, at(base, offset))->setMetadata(llvm::LLVMContext::MD_tbaa, tag(memory));
}

llvm::Value* Emitter::likely(llvm::Value* condition, BasicBlock* yes, BasicBlock* no) {
    return b_.CreateCondBr(condition, yes, no, weights_);
}

llvm::Value* Emitter::objectOf(llvm::Value* v) {
    return b_.CreateIntToPtr(b_.CreateAnd(v, word(noodle::Value::kPayloadMask)), ptr_);
}

llvm::Value* Emitter::isInt48(llvm::Value* v) {
    return b_.CreateICmpEQ(b_.CreateLShr(v, noodle::Value::kTagShift),
                           word(noodle::Value::kTagInt >> noodle::Value::kTagShift));
}
llvm::Value* Emitter::isDouble(llvm::Value* v) {
    return b_.CreateICmpULT(v, word(noodle::Value::kTagInt));
}
llvm::Value* Emitter::payloadInt(llvm::Value* v) {
    return b_.CreateAShr(b_.CreateShl(v, 16), 16);
}

llvm::Value* Emitter::fitsSmall(llvm::Value* raw) {
    return b_.CreateICmpULT(b_.CreateAdd(raw, integer(int64_t{1} << 47)), word(uint64_t{1} << 48));
}
llvm::Value* Emitter::boxSmall(llvm::Value* raw) {
    return b_.CreateOr(b_.CreateAnd(raw, word(noodle::Value::kPayloadMask)), word(noodle::Value::kTagInt));
}
llvm::Value* Emitter::boxInt(llvm::Value* raw) {
    if (auto* constant = llvm::dyn_cast<llvm::ConstantInt>(raw))
        if (noodle::Value::fitsInt48(constant->getSExtValue()))
            return word(noodle::Value::ofInt48(constant->getSExtValue()).bits());
    BasicBlock* big = newBlock("big");
    BasicBlock* done = newBlock("boxed");
    auto* fits = fitsSmall(raw);
    auto* small = boxSmall(raw);
    BasicBlock* from = b_.GetInsertBlock();
    likely(fits, done, big);
    b_.SetInsertPoint(big);
    auto* boxed = callHost("boxInt", {raw});
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
    auto* phi = b_.CreatePHI(i64_, 2);
    phi->addIncoming(small, from);
    phi->addIncoming(boxed, big);
    return phi;
}
llvm::Value* Emitter::boxBool(llvm::Value* raw) {
    return b_.CreateOr(b_.CreateZExt(raw, i64_), word(noodle::Value::falseValue().bits()));
}
llvm::Value* Emitter::boxFloat(llvm::Value* raw) {
    return b_.CreateBitCast(raw, i64_);
}

llvm::Value* Emitter::value(const Node* node) {
    if (llvm::Value* known = values_[node->id]) return known;
    switch (node->kind) {
        case NodeKind::ConstInt:
            return integer(node->imm);
        case NodeKind::ConstFloat:
            return llvm::ConstantFP::get(f64_, std::bit_cast<double>(node->imm));
        case NodeKind::ConstBool:
            return llvm::ConstantInt::get(i1_, static_cast<uint64_t>(node->imm));
        case NodeKind::ConstWord:
            return wordOf(static_cast<uint64_t>(node->imm));
        default:
            break;
    }
    // Reached only along an edge that is not: any value will do.
    return llvm::PoisonValue::get(typeOf(node->rep));
}

llvm::Value* Emitter::boxed(const Node* node) {
    switch (node->rep) {
        case Rep::Int:
            return boxInt(value(node));
        case Rep::Float:
            return boxFloat(value(node));
        case Rep::Bool:
            return boxBool(value(node));
        default:
            return value(node);
    }
}

void Emitter::barrier(llvm::Value* holder, llvm::Value* stored, llvm::Value* slot) {
    BasicBlock* slow = newBlock("remember");
    BasicBlock* done = newBlock("stored");
    auto* bits = load(i8_, holder, kHeaderBits, "gc");
    auto* unlogged =
        b_.CreateICmpNE(b_.CreateAnd(bits, HeapObject::kUnlogged), llvm::ConstantInt::get(i8_, 0));
    likely(b_.CreateNot(unlogged), done, slow);
    b_.SetInsertPoint(slow);
    if (slot == nullptr) {
        callHost("remember", {holder, stored});
    } else {
        callHost("rememberSlot", {holder, slot, stored});
    }
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
}

// ---- nodes

void Emitter::emitNode(Node* node) {
    switch (node->kind) {
        case NodeKind::Param: {
            bool whole = graph_.loop == NativeUnit::kWhole;
            auto slot = static_cast<uint32_t>(node->imm);
            return set(node, whole ? static_cast<llvm::Value*>(body_->getArg(slot + 2))
                                   : load(i64_, slots_, slot * sizeof(noodle::Value), "slots"));
        }
        case NodeKind::Closure:
            return set(node, b_.CreateOr(b_.CreatePtrToInt(closure_, i64_), word(noodle::Value::kTagObject)));
        case NodeKind::Phi:
            return set(node, b_.CreatePHI(typeOf(node->rep), static_cast<unsigned>(node->inputs.size())));
        case NodeKind::ConstInt:
        case NodeKind::ConstFloat:
        case NodeKind::ConstBool:
        case NodeKind::ConstWord:
        case NodeKind::Virtual:
            return;
        case NodeKind::BoxInt:
            return set(node,
                       node->imm != 0 ? boxSmall(value(node->inputs[0])) : boxInt(value(node->inputs[0])));
        case NodeKind::BoxFloat:
            return set(node, boxFloat(value(node->inputs[0])));
        case NodeKind::BoxBool:
            return set(node, boxBool(value(node->inputs[0])));
        case NodeKind::UnboxInt:
        case NodeKind::UnboxFloat:
        case NodeKind::UnboxBool:
        case NodeKind::UnboxNumber:
            return emitUnbox(node);
        case NodeKind::IntToFloat:
            return set(node, b_.CreateSIToFP(value(node->inputs[0]), f64_));
        case NodeKind::AddFloat:
        case NodeKind::SubFloat:
        case NodeKind::MulFloat:
        case NodeKind::DivFloat:
        case NodeKind::NegFloat:
        case NodeKind::SqrtFloat:
        case NodeKind::AbsFloat:
        case NodeKind::CompareFloat:
            return emitFloat(node);
        case NodeKind::NotBool:
            return set(node, b_.CreateNot(value(node->inputs[0])));
        case NodeKind::SameWord:
            return set(node, b_.CreateICmpEQ(value(node->inputs[0]), value(node->inputs[1])));
        case NodeKind::IsUndef:
            return set(node, b_.CreateICmpEQ(value(node->inputs[0]), word(noodle::Value::undef().bits())));
        default:
            if (node->has(kTerminator)) return emitTerminator(node);
            if (node->has(kCalls) || node->kind == NodeKind::OpResult) return emitCall(node);
            if (infoOf(node->kind).rep == Rep::Int || node->kind == NodeKind::CompareInt) {
                const bool loads = node->kind == NodeKind::ListLength ||
                                   node->kind == NodeKind::StringLength || node->kind == NodeKind::LoadRange;
                if (!loads) return emitInt(node);
            }
            if (node->has(kGuard)) return emitGuard(node);
            return emitMemory(node);
    }
}

void Emitter::emitUnbox(Node* node) {
    llvm::Value* v = value(node->inputs[0]);
    switch (node->kind) {
        case NodeKind::UnboxFloat:
            leaveUnless(isDouble(v), node);
            return set(node, b_.CreateBitCast(v, f64_));
        case NodeKind::UnboxBool:
            leaveUnless(b_.CreateICmpEQ(b_.CreateOr(v, 1), word(noodle::Value::trueValue().bits())), node);
            return set(node, b_.CreateICmpEQ(v, word(noodle::Value::trueValue().bits())));
        case NodeKind::UnboxNumber: {
            BasicBlock* other = newBlock("int");
            BasicBlock* done = newBlock("number");
            auto* direct = b_.CreateBitCast(v, f64_);
            BasicBlock* from = b_.GetInsertBlock();
            b_.CreateCondBr(isDouble(v), done, other);
            b_.SetInsertPoint(other);
            leaveUnless(isInt48(v), node);
            auto* converted = b_.CreateSIToFP(payloadInt(v), f64_);
            BasicBlock* second = b_.GetInsertBlock();
            b_.CreateBr(done);
            b_.SetInsertPoint(done);
            auto* phi = b_.CreatePHI(f64_, 2);
            phi->addIncoming(direct, from);
            phi->addIncoming(converted, second);
            return set(node, phi);
        }
        default:
            break;
    }
    if (node->imm == 0) {
        leaveUnless(isInt48(v), node);
        return set(node, payloadInt(v));
    }
    set(node, readInt(v, exitOf(node)));
}

// Nearly always an int of 48 bits; a bigger one is read from its box out of line. `notInt`: where other
// values go; null: there are none.
llvm::Value* Emitter::readInt(llvm::Value* v, BasicBlock* notInt) {
    BasicBlock* other = newBlock("wide");
    BasicBlock* done = newBlock("int");
    auto* small = payloadInt(v);
    BasicBlock* from = b_.GetInsertBlock();
    likely(isInt48(v), done, other);
    b_.SetInsertPoint(other);
    if (notInt != nullptr) {
        BasicBlock* object = newBlock("object");
        BasicBlock* box = newBlock("box");
        b_.CreateCondBr(b_.CreateICmpUGE(v, word(noodle::Value::kTagObject)), object, notInt);
        b_.SetInsertPoint(object);
        auto* kind = load(i8_, objectOf(v), kHeaderKind, "kind");
        auto boxedInt = llvm::ConstantInt::get(i8_, static_cast<uint64_t>(ObjectKind::BoxedInt));
        b_.CreateCondBr(b_.CreateICmpEQ(kind, boxedInt), box, notInt);
        b_.SetInsertPoint(box);
    }
    auto* wide = load(i64_, objectOf(v), offsetof(BoxedInt, value), "box");
    BasicBlock* read = b_.GetInsertBlock();
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
    auto* phi = b_.CreatePHI(i64_, 2);
    phi->addIncoming(small, from);
    phi->addIncoming(wide, read);
    return phi;
}

namespace {
llvm::CmpInst::Predicate intPredicate(Relation relation) {
    switch (relation) {
        case Relation::Lt:
            return llvm::CmpInst::ICMP_SLT;
        case Relation::Le:
            return llvm::CmpInst::ICMP_SLE;
        case Relation::Gt:
            return llvm::CmpInst::ICMP_SGT;
        case Relation::Ge:
            return llvm::CmpInst::ICMP_SGE;
        case Relation::Eq:
            return llvm::CmpInst::ICMP_EQ;
        default:
            return llvm::CmpInst::ICMP_NE;
    }
}
llvm::CmpInst::Predicate floatPredicate(Relation relation) {
    switch (relation) {
        case Relation::Lt:
            return llvm::CmpInst::FCMP_OLT;
        case Relation::Le:
            return llvm::CmpInst::FCMP_OLE;
        case Relation::Gt:
            return llvm::CmpInst::FCMP_OGT;
        case Relation::Ge:
            return llvm::CmpInst::FCMP_OGE;
        case Relation::Eq:
            return llvm::CmpInst::FCMP_OEQ;
        default:
            return llvm::CmpInst::FCMP_UNE;
    }
}
}  // namespace

void Emitter::emitInt(Node* node) {
    llvm::Value* a = value(node->inputs[0]);
    llvm::Value* b = node->inputs.size() > 1 ? value(node->inputs[1]) : nullptr;
    auto checked = [&](llvm::Intrinsic::ID id, llvm::Value* x, llvm::Value* y) {
        auto* pair = b_.CreateBinaryIntrinsic(id, x, y);
        auto* result = b_.CreateExtractValue(pair, 0);
        leaveUnless(b_.CreateNot(b_.CreateExtractValue(pair, 1)), node);
        if (node->aux != 0) leaveUnless(fitsSmall(result), node);
        return result;
    };
    auto small = [&](llvm::Value* result) {
        leaveUnless(fitsSmall(result), node);
        return set(node, result);
    };
    const bool smallOperands = node->aux == 2;
    auto shiftable = [&] { leaveUnless(b_.CreateICmpULT(b, word(64)), node); };
    switch (node->kind) {
        case NodeKind::AddInt:
            if (smallOperands) return small(b_.CreateAdd(a, b));
            return set(node, checked(llvm::Intrinsic::sadd_with_overflow, a, b));
        case NodeKind::SubInt:
            if (smallOperands) return small(b_.CreateSub(a, b));
            return set(node, checked(llvm::Intrinsic::ssub_with_overflow, a, b));
        case NodeKind::MulInt:
            return set(node, checked(llvm::Intrinsic::smul_with_overflow, a, b));
        case NodeKind::NegInt:
            if (smallOperands) return small(b_.CreateNeg(a));
            return set(node, checked(llvm::Intrinsic::ssub_with_overflow, integer(0), a));
        case NodeKind::AddIntWrap:
            return set(node, b_.CreateAdd(a, b));
        case NodeKind::SubIntWrap:
            return set(node, b_.CreateSub(a, b));
        case NodeKind::WrapAddInt:
            return set(node, b_.CreateAdd(a, b));
        case NodeKind::WrapSubInt:
            return set(node, b_.CreateSub(a, b));
        case NodeKind::WrapMulInt:
            return set(node, b_.CreateMul(a, b));
        case NodeKind::AndInt:
            return set(node, b_.CreateAnd(a, b));
        case NodeKind::OrInt:
            return set(node, b_.CreateOr(a, b));
        case NodeKind::XorInt:
            return set(node, b_.CreateXor(a, b));
        case NodeKind::NotInt:
            return set(node, b_.CreateNot(a));
        case NodeKind::MaxInt:
            return set(node, b_.CreateBinaryIntrinsic(llvm::Intrinsic::smax, a, b));
        case NodeKind::CompareInt:
            return set(node, b_.CreateICmp(intPredicate(static_cast<Relation>(node->imm)), a, b));
        case NodeKind::ShlInt: {
            shiftable();
            auto* shifted = b_.CreateShl(a, b);
            leaveUnless(b_.CreateICmpEQ(b_.CreateAShr(shifted, b), a), node);
            return set(node, shifted);
        }
        case NodeKind::ShrInt:
            shiftable();
            return set(node, b_.CreateAShr(a, b));
        case NodeKind::UShrInt:
            shiftable();
            return set(node, b_.CreateLShr(a, b));
        default:
            break;
    }
    emitDivision(node, a, b);
}

// Rounds down. Zero leaves, and so does the one quotient that overflows; neither can be with a positive
// constant.
void Emitter::emitDivision(Node* node, llvm::Value* a, llvm::Value* b) {
    const bool mod = node->kind == NodeKind::ModInt;
    auto* zero = integer(0);
    auto* constant = llvm::dyn_cast<llvm::ConstantInt>(b);
    const int64_t divisor = constant == nullptr ? 0 : constant->getSExtValue();
    if (divisor > 0 && (divisor & (divisor - 1)) == 0) {
        const auto bits = static_cast<uint64_t>(std::countr_zero(static_cast<uint64_t>(divisor)));
        return set(node, mod ? b_.CreateAnd(a, integer(divisor - 1)) : b_.CreateAShr(a, word(bits)));
    }
    if (divisor <= 0) {
        leaveUnless(b_.CreateICmpNE(b, zero), node);
        auto* overflows =
            b_.CreateAnd(b_.CreateICmpEQ(a, integer(INT64_MIN)), b_.CreateICmpEQ(b, integer(-1)));
        leaveUnless(b_.CreateNot(overflows), node);
    }
    BasicBlock* narrow = newBlock("narrow");
    BasicBlock* full = newBlock("full");
    BasicBlock* done = newBlock("divided");
    const bool multiplies = divisor > 0 && divisor < (int64_t{1} << 31);
    llvm::Value* small = nullptr;
    if (multiplies) {
        // For a below 2^31, a / d is a * (2^k / d + 1) / 2^k where 2^k is at least 2^31 * d: Granlund and
        // Montgomery, "Division by invariant integers using multiplication" (1994).
        const auto k = static_cast<uint64_t>(31 + std::bit_width(static_cast<uint64_t>(divisor - 1)));
        const uint64_t factor = (uint64_t{1} << k) / static_cast<uint64_t>(divisor) + 1;
        likely(b_.CreateICmpULT(a, word(uint64_t{1} << 31)), narrow, full);
        b_.SetInsertPoint(narrow);
        small = b_.CreateLShr(b_.CreateMul(a, word(factor)), word(k));
        if (mod) small = b_.CreateSub(a, b_.CreateMul(small, b));
    } else {
        // A 32-bit division takes a third of the time of a 64-bit one.
        likely(b_.CreateICmpEQ(b_.CreateLShr(b_.CreateOr(a, b), 32), zero), narrow, full);
        b_.SetInsertPoint(narrow);
        auto* x = b_.CreateTrunc(a, i32_);
        auto* y = b_.CreateTrunc(b, i32_);
        small = b_.CreateZExt(mod ? b_.CreateURem(x, y) : b_.CreateUDiv(x, y), i64_);
    }
    b_.CreateBr(done);
    b_.SetInsertPoint(full);
    auto* rest = b_.CreateSRem(a, b);
    auto* signsDiffer = b_.CreateICmpSLT(b_.CreateXor(a, b), zero);
    auto* adjust = b_.CreateAnd(b_.CreateICmpNE(rest, zero), signsDiffer);
    llvm::Value* wide = mod ? b_.CreateSelect(adjust, b_.CreateAdd(rest, b), rest)
                            : b_.CreateSub(b_.CreateSDiv(a, b), b_.CreateZExt(adjust, i64_));
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
    auto* phi = b_.CreatePHI(i64_, 2);
    phi->addIncoming(small, narrow);
    phi->addIncoming(wide, full);
    set(node, phi);
}

void Emitter::emitFloat(Node* node) {
    llvm::Value* a = value(node->inputs[0]);
    llvm::Value* b = node->inputs.size() > 1 ? value(node->inputs[1]) : nullptr;
    auto* zero = llvm::ConstantFP::get(f64_, 0.0);
    switch (node->kind) {
        case NodeKind::AddFloat:
            return set(node, b_.CreateFAdd(a, b));
        case NodeKind::SubFloat:
            return set(node, b_.CreateFSub(a, b));
        case NodeKind::MulFloat:
            return set(node, b_.CreateFMul(a, b));
        case NodeKind::DivFloat:
            leaveUnless(b_.CreateFCmpUNE(b, zero), node);
            return set(node, b_.CreateFDiv(a, b));
        case NodeKind::NegFloat:
            return set(node, b_.CreateFNeg(a));
        case NodeKind::SqrtFloat:
            leaveUnless(b_.CreateFCmpOGE(a, zero), node);
            return set(node, b_.CreateUnaryIntrinsic(llvm::Intrinsic::sqrt, a));
        case NodeKind::AbsFloat:
            return set(node, b_.CreateUnaryIntrinsic(llvm::Intrinsic::fabs, a));
        default:
            return set(node, b_.CreateFCmp(floatPredicate(static_cast<Relation>(node->imm)), a, b));
    }
}

// As passesQuickly() of vm/interp/cache.h, with the shapes that were known when the code was made.
llvm::Value* Emitter::passesType(llvm::Value* v, const TypeCheck& check, bool nullPasses) {
    using Kind = bc::TypeDef::Kind;
    llvm::Value* passes = nullPasses ? b_.CreateICmpEQ(v, word(noodle::Value::null().bits())) : b_.getFalse();
    ObjectKind kind = ObjectKind::Free;
    switch (check.kind) {
        case Kind::Int:
            return b_.CreateOr(passes, isInt48(v));
        case Kind::Float:
            return b_.CreateOr(passes, isDouble(v));
        case Kind::Bool:
            return b_.CreateOr(passes,
                               b_.CreateICmpEQ(b_.CreateOr(v, 1), word(noodle::Value::trueValue().bits())));
        case Kind::String:
            kind = ObjectKind::String;
            break;
        case Kind::List:
            kind = ObjectKind::List;
            break;
        case Kind::Map:
            kind = ObjectKind::Map;
            break;
        default:
            break;
    }
    BasicBlock* object = newBlock("object");
    BasicBlock* done = newBlock("checked");
    BasicBlock* from = b_.GetInsertBlock();
    b_.CreateCondBr(b_.CreateICmpUGE(v, word(noodle::Value::kTagObject)), object, done);
    b_.SetInsertPoint(object);
    auto* actual = load(i8_, objectOf(v), kHeaderKind, "kind");
    auto isKind = [&](ObjectKind k) {
        return b_.CreateICmpEQ(actual, llvm::ConstantInt::get(i8_, static_cast<uint64_t>(k)));
    };
    llvm::Value* fits = kind == ObjectKind::Free ? b_.getFalse() : isKind(kind);
    BasicBlock* second = object;
    if (check.shapes[0] != nullptr) {
        BasicBlock* instance = newBlock("instance");
        BasicBlock* joined = newBlock("joined");
        b_.CreateCondBr(isKind(ObjectKind::Instance), instance, joined);
        b_.SetInsertPoint(instance);
        auto* shape = load(ptr_, objectOf(v), offsetof(Instance, shape), "shape");
        llvm::Value* any = b_.getFalse();
        for (const Shape* known : check.shapes)
            if (known != nullptr) any = b_.CreateOr(any, b_.CreateICmpEQ(shape, pointer(known)));
        b_.CreateBr(joined);
        b_.SetInsertPoint(joined);
        auto* either = b_.CreatePHI(i1_, 2);
        either->addIncoming(fits, object);
        either->addIncoming(any, instance);
        fits = either;
        second = joined;
    }
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
    auto* result = b_.CreatePHI(i1_, 2);
    result->addIncoming(passes, from);
    result->addIncoming(fits, second);
    return result;
}

llvm::Value* Emitter::isOneOf(llvm::Value* instance, const ShapeSet& shapes) {
    auto* shape = load(ptr_, objectOf(instance), offsetof(Instance, shape), "shape");
    llvm::Value* any = nullptr;
    for (const Shape* known : shapes) {
        auto* same = b_.CreateICmpEQ(shape, pointer(known));
        any = any == nullptr ? same : b_.CreateOr(any, same);
    }
    return any;
}

void Emitter::emitGuard(Node* node) {
    llvm::Value* v = node->inputs.empty() ? nullptr : value(node->inputs[0]);
    auto byte = [&](int64_t n) { return llvm::ConstantInt::get(i8_, static_cast<uint64_t>(n)); };
    auto number32 = [&](int64_t n) { return llvm::ConstantInt::get(i32_, static_cast<uint64_t>(n)); };
    switch (node->kind) {
        case NodeKind::GuardKind:
            leaveUnless(b_.CreateICmpUGE(v, word(noodle::Value::kTagObject)), node);
            return leaveUnless(b_.CreateICmpEQ(load(i8_, objectOf(v), kHeaderKind, "kind"), byte(node->imm)),
                               node);
        case NodeKind::GuardShape:
            leaveUnless(isOneOf(v, *static_cast<const ShapeSet*>(node->ptr)), node);
            if (node->imm == 0) return;
            return leaveUnless(
                b_.CreateICmpUGE(load(i32_, objectOf(v), kHeaderAux, "aux"), number32(node->imm)), node);
        case NodeKind::GuardRoom:
            return leaveUnless(
                b_.CreateICmpUGT(load(i32_, objectOf(v), kHeaderAux, "aux"), number32(node->imm)), node);
        case NodeKind::GuardWord:
            return leaveUnless(b_.CreateICmpEQ(v, wordOf(static_cast<uint64_t>(node->imm))), node);
        case NodeKind::GuardNotWord:
            return leaveUnless(b_.CreateICmpNE(v, word(static_cast<uint64_t>(node->imm))), node);
        case NodeKind::GuardType:
            return leaveUnless(passesType(v, *static_cast<const TypeCheck*>(node->ptr), node->imm != 0),
                               node);
        case NodeKind::GuardEpoch: {
            auto* symbol = variable(kSymbolPrefix +
                                    std::to_string(fingerprint_.symbolOf(static_cast<uint64_t>(node->imm))));
            auto* epoch = b_.CreateTrunc(b_.CreatePtrToInt(symbol, i64_), i32_);
            return leaveUnless(b_.CreateICmpEQ(load(i32_, vm_, host_.memberEpoch, "epoch"), epoch), node);
        }
        case NodeKind::GuardNotFrozen: {
            auto* flags = load(i16_, objectOf(v), kHeaderFlags, "flags");
            auto* frozen =
                b_.CreateAnd(flags, llvm::ConstantInt::get(i16_, static_cast<uint64_t>(node->imm)));
            return leaveUnless(b_.CreateICmpEQ(frozen, llvm::ConstantInt::get(i16_, 0)), node);
        }
        case NodeKind::GuardRange: {
            auto range = static_cast<uint64_t>(IteratorKind::Range);
            auto* it = objectOf(v);
            leaveUnless(b_.CreateICmpUGE(v, word(noodle::Value::kTagObject)), node);
            leaveUnless(b_.CreateICmpEQ(load(i8_, it, kHeaderKind, "kind"),
                                        byte(static_cast<int64_t>(ObjectKind::Iterator))),
                        node);
            leaveUnless(
                b_.CreateICmpEQ(load(i16_, it, kHeaderFlags, "flags"), llvm::ConstantInt::get(i16_, range)),
                node);
            leaveUnless(b_.CreateICmpEQ(load(i64_, it, offsetof(Iterator, step), "iterator"), integer(1)),
                        node);
            auto* left = load(i64_, it, offsetof(Iterator, limit), "iterator");
            auto* position = load(i64_, it, offsetof(Iterator, position), "iterator");
            leaveUnless(b_.CreateICmpULT(left, word(uint64_t{1} << 47)), node);
            leaveUnless(fitsSmall(position), node);
            return leaveUnless(fitsSmall(b_.CreateAdd(position, left)), node);
        }
        case NodeKind::GuardListKind: {
            auto* flags = load(i16_, objectOf(v), kHeaderFlags, "flags");
            auto* kind = b_.CreateAnd(flags, llvm::ConstantInt::get(i16_, List::kKindMask));
            return leaveUnless(
                b_.CreateICmpEQ(kind, llvm::ConstantInt::get(i16_, static_cast<uint64_t>(node->imm))), node);
        }
        case NodeKind::GuardIndex: {
            auto* length = load(i64_, objectOf(v), offsetof(List, length), "length");
            return leaveUnless(b_.CreateICmpULT(value(node->inputs[1]), length), node);
        }
        default:
            NOODLE_CHECK(false, "a guard without code");
    }
}

llvm::Value* Emitter::storeOf(llvm::Value* list) {
    return load(ptr_, objectOf(list), offsetof(List, store), "store");
}

// By the kind that the list has: boxed elements and doubles are words as they stand.
llvm::Value* Emitter::loadAnyElement(llvm::Value* list, llvm::Value* index) {
    auto* flags = load(i16_, objectOf(list), kHeaderFlags, "flags");
    auto* kind = b_.CreateAnd(flags, llvm::ConstantInt::get(i16_, List::kKindMask));
    auto* store = storeOf(list);
    BasicBlock* ints = newBlock("ints");
    BasicBlock* bools = newBlock("bools");
    BasicBlock* words = newBlock("words");
    BasicBlock* done = newBlock("element");
    auto* choice = b_.CreateSwitch(kind, words, 2);
    choice->addCase(llvm::ConstantInt::get(context_, llvm::APInt(16, List::kInt)), ints);
    choice->addCase(llvm::ConstantInt::get(context_, llvm::APInt(16, List::kBool)), bools);
    auto element = [&](llvm::Type* type) { return b_.CreateInBoundsGEP(type, at(store, kElements), index); };
    b_.SetInsertPoint(words);
    auto* plain = b_.CreateLoad(i64_, element(i64_));
    b_.CreateBr(done);
    b_.SetInsertPoint(ints);
    auto* integers = boxInt(b_.CreateLoad(i64_, element(i64_)));
    BasicBlock* fromInts = b_.GetInsertBlock();
    b_.CreateBr(done);
    b_.SetInsertPoint(bools);
    auto* truth = b_.CreateICmpNE(b_.CreateLoad(i8_, element(i8_)), llvm::ConstantInt::get(i8_, 0));
    auto* booleans = boxBool(truth);
    b_.CreateBr(done);
    b_.SetInsertPoint(done);
    auto* phi = b_.CreatePHI(i64_, 3);
    phi->addIncoming(plain, words);
    phi->addIncoming(integers, fromInts);
    phi->addIncoming(booleans, bools);
    return phi;
}

namespace {
/// A word that no collector looks at.
bool isNeverObject(const Node* word) {
    switch (word->kind) {
        case NodeKind::BoxFloat:
        case NodeKind::BoxBool:
            return true;
        case NodeKind::BoxInt:
            return word->imm != 0;
        case NodeKind::ConstWord:
            return !Value::fromBits(static_cast<uint64_t>(word->imm)).isObject();
        default:
            return false;
    }
}
}  // namespace

void Emitter::emitMemory(Node* node) {
    auto input = [&](size_t i) { return value(node->inputs[i]); };
    auto fieldOffset = [&] {
        return sizeof(Instance) + static_cast<size_t>(node->imm) * sizeof(noodle::Value);
    };
    static constexpr const char* kElementMemory[] = {"words", "ints", "floats", "bools"};
    switch (node->kind) {
        case NodeKind::LoadGlobal:
            return set(node, load(i64_, pointer(node->ptr), 0, "globals"));
        case NodeKind::StoreGlobal:
            store(input(0), pointer(node->ptr), 0, "globals");
            return barrier(pointer(reinterpret_cast<const void*>(node->imm)), input(0), pointer(node->ptr));
        case NodeKind::LoadField:
            return set(node, load(i64_, objectOf(input(0)), fieldOffset(), fieldMemory(node->imm).c_str()));
        case NodeKind::StoreField:
            store(input(1), objectOf(input(0)), fieldOffset(), fieldMemory(node->imm).c_str());
            if (isNeverObject(node->inputs[1])) return;
            return barrier(objectOf(input(0)), input(1));
        case NodeKind::SetShape:
            return store(pointer(node->ptr), objectOf(input(0)), offsetof(Instance, shape), "shape");
        case NodeKind::LoadUpvalue:
            return set(node, load(i64_, objectOf(input(0)),
                                  sizeof(Function) + static_cast<size_t>(node->imm) * 8, "const"));
        case NodeKind::LoadCell:
            return set(node, load(i64_, objectOf(input(0)), offsetof(Cell, value), "cells"));
        case NodeKind::StoreCell:
            store(input(1), objectOf(input(0)), offsetof(Cell, value), "cells");
            return barrier(objectOf(input(0)), input(1));
        case NodeKind::ListLength:
            return set(node, load(i64_, objectOf(input(0)), offsetof(List, length), "length"));
        case NodeKind::LoadRange: {
            auto* position = load(i64_, objectOf(input(0)), offsetof(Iterator, position), "iterator");
            if (node->imm == 0) return set(node, position);
            auto* left = load(i64_, objectOf(input(0)), offsetof(Iterator, limit), "iterator");
            return set(node, node->imm == 1 ? static_cast<llvm::Value*>(left) : b_.CreateAdd(position, left));
        }
        case NodeKind::StringLength: {
            auto* length = load(i32_, objectOf(input(0)), offsetof(String, length), "const");
            return set(node, b_.CreateZExt(length, i64_));
        }
        case NodeKind::IsShape: {
            auto* same = isOneOf(input(0), *static_cast<const ShapeSet*>(node->ptr));
            if (node->imm == 0) return set(node, same);
            auto* room = b_.CreateICmpUGE(load(i32_, objectOf(input(0)), kHeaderAux, "aux"),
                                          llvm::ConstantInt::get(i32_, static_cast<uint64_t>(node->imm)));
            return set(node, b_.CreateAnd(same, room));
        }
        case NodeKind::LoadAnyElement:
            return set(node, loadAnyElement(input(0), input(1)));
        case NodeKind::LoadElement: {
            llvm::Type* type = node->imm == List::kFloat ? f64_ : node->imm == List::kBool ? i8_ : i64_;
            auto* place = b_.CreateInBoundsGEP(type, at(storeOf(input(0)), kElements), input(1));
            llvm::Value* element = load(type, place, 0, kElementMemory[node->imm]);
            if (node->imm == List::kBool) element = b_.CreateICmpNE(element, llvm::ConstantInt::get(i8_, 0));
            return set(node, element);
        }
        case NodeKind::StoreElement: {
            llvm::Type* type = node->imm == List::kFloat ? f64_ : node->imm == List::kBool ? i8_ : i64_;
            auto* base = storeOf(input(0));
            auto* place = b_.CreateInBoundsGEP(type, at(base, kElements), input(1));
            llvm::Value* v = input(2);
            if (node->imm == List::kBool) v = b_.CreateZExt(v, i8_);
            store(v, place, 0, kElementMemory[node->imm]);
            if (node->imm == List::kBoxed && !isNeverObject(node->inputs[2])) barrier(base, v, place);
            return;
        }
        default:
            NOODLE_CHECK(false, "a node without code");
    }
}

void Emitter::emitTerminator(Node* node) {
    const Block* block = node->block;
    switch (node->kind) {
        case NodeKind::Jump:
            b_.CreateBr(first_[block->succs[0]->id]);
            return;
        case NodeKind::Branch:
            b_.CreateCondBr(value(node->inputs[0]), first_[block->succs[0]->id], first_[block->succs[1]->id]);
            return;
        case NodeKind::Return:
            if (graph_.returnRep == Rep::Word) {
                returnRaw(boxed(node->inputs[0]));
            } else {
                returnRaw(value(node->inputs[0]));
            }
            return;
        case NodeKind::Unreachable:
            b_.CreateUnreachable();
            return;
        default:
            b_.CreateBr(exitOf(node));
            return;
    }
}

}  // namespace noodle::jit
