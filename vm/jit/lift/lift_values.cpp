// Nodes, facts and frame states.
#include <algorithm>
#include <bit>

#include "vm/jit/lift/lifter.h"
#include "vm/tier/native_entries.h"

namespace noodle::jit {

Node* Lifter::pop() {
    Node* node = env_.values.back();
    env_.values.pop_back();
    return node;
}

Node* Lifter::emit(NodeKind kind, std::vector<Node*> inputs, Rep rep) {
    return graph_.append(block_, kind, std::move(inputs), rep);
}

Node* Lifter::guard(NodeKind kind, std::vector<Node*> inputs, Rep rep) {
    FrameState* state = stateBefore();
    Node* node = emit(kind, std::move(inputs), rep);
    node->state = state;
    return node;
}

Node* Lifter::call(NodeKind kind, std::vector<Node*> inputs, Rep rep) {
    for (Node*& input : inputs) input = escape(input);
    FrameState* state = stateOfCall();
    Node* node = emit(kind, std::move(inputs), rep);
    node->state = state;
    forgetHeap();
    return node;
}

// `first`: an argument that is a number, before the words. aux: the entry's number.
Node* Lifter::callEntry(const char* name, std::vector<Node*> words, std::optional<int64_t> first) {
    Node* node = call(NodeKind::CallEntry, std::move(words));
    node->aux = numberOfEntry(name);
    node->imm = first.value_or(-1);
    return node;
}

Node* Lifter::wordConst(Value v) {
    Node*& known = wordConsts_[v.bits()];
    if (known == nullptr) {
        known = graph_.newNode(NodeKind::ConstWord);
        known->imm = static_cast<int64_t>(v.bits());
        known->block = graph_.entry();
        graph_.entry()->nodes.insert(graph_.entry()->nodes.begin(), known);
    }
    return known;
}

Node* Lifter::intConst(int64_t v) {
    Node*& known = intConsts_[v];
    if (known == nullptr) {
        known = graph_.newNode(NodeKind::ConstInt);
        known->imm = v;
        known->block = graph_.entry();
        graph_.entry()->nodes.insert(graph_.entry()->nodes.begin(), known);
    }
    return known;
}

Node* Lifter::rooted(Value v) {
    if (v.isInt48()) return box(intConst(v.asInt48()));
    if (v.isObject()) roots_.push_back(v);
    return wordConst(v);
}

Node* Lifter::box(Node* raw) {
    switch (raw->rep) {
        case Rep::Int: {
            if (raw->kind == NodeKind::ConstInt && Value::fitsInt48(raw->imm))
                return wordConst(Value::ofInt48(raw->imm));
            return emit(NodeKind::BoxInt, {raw});
        }
        case Rep::Float:
            return emit(NodeKind::BoxFloat, {raw});
        case Rep::Bool:
            return emit(NodeKind::BoxBool, {raw});
        default:
            return raw;
    }
}

Rep Lifter::knownRep(Node* word) const {
    switch (word->kind) {
        case NodeKind::BoxInt:
            return Rep::Int;
        case NodeKind::BoxFloat:
            return Rep::Float;
        case NodeKind::BoxBool:
            return Rep::Bool;
        case NodeKind::ConstWord: {
            Value v = Value::fromBits(static_cast<uint64_t>(word->imm));
            if (v.isInt48()) return Rep::Int;
            if (v.isDouble()) return Rep::Float;
            return v.isBool() ? Rep::Bool : Rep::Word;
        }
        default:
            if (find(word, Fact::Kind::Int) != nullptr) return Rep::Int;
            if (find(word, Fact::Kind::Float) != nullptr) return Rep::Float;
            return find(word, Fact::Kind::Bool) != nullptr ? Rep::Bool : Rep::Word;
    }
}

const Fact* Lifter::find(const Node* node, Fact::Kind kind) const {
    for (size_t i = env_.facts.size(); i-- > 0;)
        if (env_.facts[i].node == node && env_.facts[i].kind == kind) return &env_.facts[i];
    return nullptr;
}

void Lifter::learn(Node* node, Fact::Kind kind, Node* unboxed, uint64_t what, const ShapeSet* shapes) {
    std::erase_if(env_.facts, [&](const Fact& fact) { return fact.node == node && fact.kind == kind; });
    env_.facts.push_back({node, kind, unboxed, what, shapes});
}

Node* Lifter::toInt(Node* word) {
    if (word->kind == NodeKind::BoxInt) return word->inputs[0];
    if (word->kind == NodeKind::ConstWord) {
        Value v = Value::fromBits(static_cast<uint64_t>(word->imm));
        if (v.isInt48()) return intConst(v.asInt48());
    }
    if (const Fact* fact = find(word, Fact::Kind::Int)) return fact->unboxed;
    Node* raw = guard(NodeKind::UnboxInt, {escape(word)});
    raw->imm = graph_.wideInts;
    learn(word, Fact::Kind::Int, raw);
    return raw;
}

Node* Lifter::toFloat(Node* word) {
    if (word->kind == NodeKind::BoxFloat) return word->inputs[0];
    if (word->kind == NodeKind::ConstWord && knownRep(word) == Rep::Float) {
        Node* node = emit(NodeKind::ConstFloat, {});
        node->imm = word->imm;
        return node;
    }
    if (const Fact* fact = find(word, Fact::Kind::Float)) return fact->unboxed;
    Node* raw = guard(NodeKind::UnboxFloat, {escape(word)});
    learn(word, Fact::Kind::Float, raw);
    return raw;
}

Node* Lifter::toNumber(Node* word) {
    switch (knownRep(word)) {
        case Rep::Int:
            return emit(NodeKind::IntToFloat, {toInt(word)});
        case Rep::Float:
            return toFloat(word);
        default:
            return guard(NodeKind::UnboxNumber, {escape(word)});
    }
}

Node* Lifter::toBool(Node* word) {
    if (word->kind == NodeKind::BoxBool) return word->inputs[0];
    if (word->kind == NodeKind::ConstWord) {
        Value v = Value::fromBits(static_cast<uint64_t>(word->imm));
        if (v.isBool() || v.isNull()) {
            Node* node = emit(NodeKind::ConstBool, {});
            node->imm = v.isTrue();
            return node;
        }
    }
    if (const Fact* fact = find(word, Fact::Kind::Bool)) return fact->unboxed;
    return call(NodeKind::Truth, {word});
}

bool Lifter::guardKind(Node* word, ObjectKind kind) {
    if (const Fact* fact = find(word, Fact::Kind::Object))
        if (fact->what == static_cast<uint64_t>(kind)) return true;
    Node* node = guard(NodeKind::GuardKind, {escape(word)});
    node->imm = static_cast<int64_t>(kind);
    learn(word, Fact::Kind::Object, nullptr, static_cast<uint64_t>(kind));
    return true;
}

void Lifter::guardNotFrozen(Node* word, uint16_t flag) {
    if (find(word, Fact::Kind::NotFrozen) != nullptr) return;
    guard(NodeKind::GuardNotFrozen, {escape(word)})->imm = flag;
    learn(word, Fact::Kind::NotFrozen);
}

void Lifter::guardWord(Node* word, Value expected) {
    if (word->kind == NodeKind::ConstWord && static_cast<uint64_t>(word->imm) == expected.bits()) return;
    const Fact* fact = find(word, Fact::Kind::Exact);
    if (fact != nullptr && fact->what == expected.bits()) return;
    roots_.push_back(expected);
    Node* node = guard(NodeKind::GuardWord, {escape(word)});
    node->imm = static_cast<int64_t>(expected.bits());
    learn(word, Fact::Kind::Exact, nullptr, expected.bits());
}

void Lifter::guardEpoch() {
    uint32_t epoch = request_.mutator->memberEpoch();
    if (env_.epochChecked == epoch) return;
    guard(NodeKind::GuardEpoch, {})->imm = epoch;
    env_.epochChecked = epoch;
}

void Lifter::guardNotUndef(Node* word) {
    switch (word->kind) {
        case NodeKind::BoxInt:
        case NodeKind::BoxFloat:
        case NodeKind::BoxBool:
        case NodeKind::CallEntry:
        case NodeKind::CallNative:
        case NodeKind::CallOp:
        case NodeKind::NewInstance:
        case NodeKind::Virtual:
            return;
        case NodeKind::ConstWord:
            if (!Value::fromBits(static_cast<uint64_t>(word->imm)).isUndef()) return;
            break;
        default:
            if (knownRep(word) != Rep::Word || find(word, Fact::Kind::Object) != nullptr ||
                find(word, Fact::Kind::NotUndef) != nullptr)
                return;
    }
    guard(NodeKind::GuardNotWord, {word})->imm = static_cast<int64_t>(Value::undef().bits());
    learn(word, Fact::Kind::NotUndef);
}

void Lifter::forgetHeap() {
    std::erase_if(env_.facts, [](const Fact& fact) {
        return fact.kind == Fact::Kind::Shape || fact.kind == Fact::Kind::ListKind ||
               fact.kind == Fact::Kind::NotFrozen;
    });
    env_.epochChecked = 0;
}

// ---- frame states

FrameState* Lifter::snapshot(uint32_t offset, size_t valueCount) {
    FrameState* state = graph_.newState();
    state->function = scope_->fs;
    state->closure = scope_->closure;
    state->offset = offset;
    state->instruction = at_.pc;
    state->construct = scope_->construct;
    state->receiver = scope_->receiver;
    state->caller = scope_->callerState;
    state->values.assign(env_.values.begin(), env_.values.begin() + static_cast<ptrdiff_t>(valueCount));
    state->objects = env_.objects;
    return state;
}

FrameState* Lifter::stateBefore() {
    if (before_ == nullptr) {
        NOODLE_CHECK(env_.values.size() >= depthBefore_, "operands of a guard are gone");
        before_ = snapshot(at_.pc, depthBefore_);
        // The liveness of locals is that before the instruction.
    }
    return before_;
}

// The error is raised with the operands gone; the offset lies inside the instruction, as that of a frame that
// calls.
FrameState* Lifter::stateOfCall() {
    return snapshot(at_.next, std::min(env_.values.size(), depthBefore_));
}

// ---- objects that are not made

uint64_t Lifter::siteKey(uint32_t offset) const {
    return scope_->path * 0x9E37'79B9'7F4A'7C15ull + offset + 1;
}

bool Lifter::mayBeVirtual() const {
    return !escaping_.contains(siteKey(at_.pc));
}

Node* Lifter::makeVirtual(ExitObject::Kind kind, std::vector<Node*> parts) {
    Node*& id = virtuals_[siteKey(at_.pc)];
    if (id == nullptr) {
        id = emit(NodeKind::Virtual, {});
        id->imm = static_cast<int64_t>(siteKey(at_.pc));
    }
    std::erase_if(env_.objects, [&](const VirtualObject& object) { return object.id == id; });
    VirtualObject object;
    object.id = id;
    object.kind = kind;
    object.parts = std::move(parts);
    env_.objects.push_back(std::move(object));
    return id;
}

VirtualObject* Lifter::virtualOf(Node* word) {
    if (word->kind != NodeKind::Virtual) return nullptr;
    for (VirtualObject& object : env_.objects)
        if (object.id == word) return &object;
    return nullptr;
}

// A word that must exist. Where an object must after all be made, everything is lifted again.
Node* Lifter::escape(Node* word) {
    if (word->kind != NodeKind::Virtual) return word;
    escaping_.insert(static_cast<uint64_t>(word->imm));
    restart_ = true;
    return undef();
}

void Lifter::leave(const char* why) {
    Node* node = guard(NodeKind::Leave, {});
    node->ptr = why;
    endBlock();
}

NativeCode::Trust Lifter::trust() const {
    const NativeCode* native = scope_->fs->native;
    return native == nullptr ? NativeCode::Trust::Full : native->trustAt(at_.pc);
}

bool Lifter::isStubborn() const {
    return trust() == NativeCode::Trust::None;
}

}  // namespace noodle::jit
