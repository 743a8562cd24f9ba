// Calls: lifted in place, direct, native, or left to the interpreter's handler of the instruction.
#include <algorithm>
#include <string_view>

#include "vm/interp/sites.h"
#include "vm/jit/lift/lifter.h"

namespace noodle::jit {

using bc::Opcode;

namespace {

// Code grows with what is inlined, and compiling takes about 10 ms for each kilobyte of it.
constexpr uint32_t kMaxInlineBytes = 80;
constexpr uint32_t kMaxLiftedBytes = 600;
constexpr uint32_t kMaxDepth = 4;
constexpr uint32_t kMaxRecursiveBytes = 80, kMaxTurns = 3;

bool isCompilable(const FunctionState& fs) {
    constexpr uint32_t kSuspends = FunctionInfo::kAsync | FunctionInfo::kGenerator;
    return fs.prepared && (fs.proto->flags & kSuspends) == 0;
}

bool takes(const NativeFunction* native, uint32_t n) {
    auto all = static_cast<uint32_t>(native->info->params.size());
    return takesExactly(native, n) ||
           (native->info->positionalCount == all && n >= native->info->requiredCount && n <= all);
}

bool takes(Function* function, uint32_t words) {
    const FunctionState& fs = FunctionState::of(function);
    return isCompilable(fs) && fs.takesDirectly(words);
}

}  // namespace

bool Lifter::mayInline(const FunctionState& fs) const {
    const bc::FunctionDef& def = *fs.proto->def;
    if (!isCompilable(fs) || !def.handlers.empty() || def.code.size() > kMaxInlineBytes / ways_) return false;
    if (scope_->depth >= kMaxDepth || liftedBytes_ + def.code.size() > kMaxLiftedBytes) return false;
    // Of a small function that calls itself two turns make one call.
    uint32_t turns = 0;
    for (const Scope* scope = scope_; scope != nullptr; scope = scope->caller) turns += scope->fs == &fs;
    return turns < (def.code.size() <= kMaxRecursiveBytes ? kMaxTurns : 1);
}

/// A word as the compiled function takes it for that slot.
Node* Lifter::fitParameter(const FunctionState& fs, uint32_t slot, Node* word) {
    switch (declaredRep(fs, slot)) {
        case Rep::Int:
            return toInt(word);
        case Rep::Float:
            return toFloat(word);
        case Rep::Bool:
            return guardBool(word);
        default:
            return word;
    }
}

// `words`: receiver and arguments in slot order; `consumed`: operands that the call takes off the stack.
void Lifter::inlineCall(FunctionState& fs, Function* function, Node* closure, const std::vector<Node*>& words,
                        size_t consumed, bool construct) {
    Scope* caller = scope_;
    const bc::Instruction in = at_;
    FrameState* before = before_;
    const size_t depthBefore = depthBefore_;
    Scope scope;
    scope.fs = &fs;
    scope.proto = fs.proto;
    scope.closure = closure;
    scope.function = function;
    scope.caller = caller;
    scope.depth = caller->depth + 1;
    scope.path = siteKey(in.pc);
    scope.construct = construct;
    if (construct) scope.receiver = words[0];
    scope.callerState = snapshot(in.next, env_.values.size() - consumed);
    auto map = std::make_unique<CodeMap>(fs, 0);
    if (map->obstacle() != nullptr) return liftByInterpreter(in);
    liftedBytes_ += static_cast<uint32_t>(fs.proto->def->code.size());
    scope.map = map.get();
    maps_.push_back(std::move(map));
    Env outer = env_;
    outer.values.resize(outer.values.size() - consumed);
    Env inner;
    inner.objects = env_.objects;
    inner.facts = env_.facts;
    inner.epochChecked = env_.epochChecked;
    inner.values = words;
    while (inner.values.size() < fs.slotCount) inner.values.push_back(undef());
    liftBody(scope, std::move(inner), 0);
    scope_ = caller;
    at_ = in;
    before_ = before;
    depthBefore_ = depthBefore;
    if (scope.returns.empty()) return endBlock();
    Block* after = graph_.newBlock();
    for (Scope::Edge& edge : scope.returns) {
        graph_.append(edge.from, NodeKind::Jump, {});
        Graph::connect(edge.from, after);
        // What the callee's locals were is over; only the result counts.
        edge.env.values = {edge.env.values.back()};
    }
    block_ = after;
    Env merged = mergeEdges(scope.returns, after, nullptr, 0);
    Node* result = construct ? words[0] : merged.values[0];
    env_ = std::move(outer);
    env_.objects = std::move(merged.objects);
    env_.facts = std::move(merged.facts);
    env_.epochChecked = merged.epochChecked;
    push(result);
}

// False: not this way. With `construct` the receiver is the call's result.
bool Lifter::callFunction(Function* function, Node* closure, std::vector<Node*> words, size_t consumed,
                          bool construct, Node* result) {
    FunctionState& fs = FunctionState::of(function);
    auto given = static_cast<uint32_t>(words.size());
    if (!isCompilable(fs) || !fs.takesDirectly(given)) return false;
    while (words.size() < fs.proto->argumentSlots) words.push_back(undef());
    if (mayInline(fs)) {
        inlineCall(fs, function, closure, words, consumed, construct);
        return true;
    }
    Node* value = nullptr;
    if (&fs == graph_.function && graph_.loop == NativeUnit::kWhole) {
        for (uint32_t slot = 0; slot < words.size(); ++slot)
            words[slot] = fitParameter(fs, slot, words[slot]);
        words.insert(words.begin(), closure);
        value = box(call(NodeKind::CallSelf, words, graph_.returnRep));
    } else {
        words.insert(words.begin(), closure);
        value = call(NodeKind::CallFunction, words);
        value->ptr = &fs;
    }
    drop(consumed);
    push(construct ? result : value);
    return true;
}

void Lifter::liftCall(const bc::Instruction& in) {
    uint32_t n = in.operand('n');
    Node* callee = top(n);
    const InlineCache& cache = scope_->fs->caches[in.operand('x')];
    Value known = Value::undef();
    if (callee->kind == NodeKind::ConstWord) known = Value::fromBits(static_cast<uint64_t>(callee->imm));
    if (callee->kind == NodeKind::LoadGlobal) known = *static_cast<const Value*>(callee->ptr);
    if (!isStubborn()) {
        if (Function* function = known.as<Function>()) {
            std::vector<Node*> words;
            for (uint32_t i = n; i-- > 0;) words.push_back(top(i));
            if (takes(function, n)) {
                guardWord(callee, known);
                if (callFunction(function, wordConst(known), std::move(words), n + 1, false, nullptr)) return;
            }
        } else if (Class* cls = known.as<Class>()) {
            // A builtin class makes its objects by a function.
            const bool isError = (cls->flags & Class::kError) != 0;
            auto* maker = isError ? nullptr : cls->construct.as<NativeFunction>();
            if (maker != nullptr && takes(maker, n)) {
                guardWord(callee, known);
                if (callNative(maker, wordConst(maker->data), n, n + 1)) return;
            }
            if (liftConstruct(cls, cache, n)) return;
        } else if (NativeFunction* native = known.as<NativeFunction>()) {
            if (takes(native, n)) {
                guardWord(callee, known);
                if (liftIntrinsic(native, n, n + 1)) return;
                if (callNative(native, wordConst(native->data), n, n + 1)) return;
            }
        }
    }
    liftByInterpreter(in);
}

bool Lifter::liftConstruct(Class* cls, const InlineCache& cache, uint32_t n) {
    if (cache.target != cls || cache.index != n || cache.plan == nullptr) return false;
    if (cache.epoch != request_.mutator->memberEpoch()) return false;
    const auto& plan = *static_cast<const ConstructPlan*>(cache.plan);
    Function* constructor = plan.constructor.as<Function>();
    if (constructor == nullptr || !plan.initialisers.empty()) return false;
    FunctionState& fs = FunctionState::of(constructor);
    if (!isCompilable(fs) || !fs.takesDirectly(n + 1)) return false;
    guardWord(top(n), Value::ofObject(cls));
    guardEpoch();
    roots_.push_back(Value::ofObject(constructor));
    // The instance is made with all operands still on the stack: an error finds them there.
    std::vector<Node*> fields(cls->expectedFields, undef());
    for (const Preset& preset : plan.presets)
        if (preset.index < fields.size()) fields[preset.index] = rooted(preset.value);
    Node* object = call(NodeKind::NewInstance, fields);
    object->ptr = cls;
    learn(object, Fact::Kind::Object, nullptr, static_cast<uint64_t>(ObjectKind::Instance));
    learn(object, Fact::Kind::Shape, nullptr, fields.size(), graph_.shapeSet({cls->rootShape}));
    learn(object, Fact::Kind::NotFrozen);
    std::vector<Node*> words{object};
    for (uint32_t i = n; i-- > 0;) words.push_back(top(i));
    return callFunction(constructor, wordConst(plan.constructor), std::move(words), n + 1, true, object);
}

bool Lifter::callNative(NativeFunction* native, Node* self, uint32_t n, size_t consumed) {
    auto all = static_cast<uint32_t>(native->info->params.size());
    std::vector<Node*> inputs{self};
    for (uint32_t i = n; i-- > 0;) inputs.push_back(top(i));
    for (uint32_t i = n; i < all; ++i) inputs.push_back(undef());
    roots_.push_back(Value::ofObject(native));
    Node* result = call(NodeKind::CallNative, inputs);
    result->ptr = native;
    drop(consumed);
    push(result);
    return true;
}

bool Lifter::liftIntrinsic(NativeFunction* native, uint32_t n, size_t consumed) {
    std::string_view name = native->spec->name;
    if (n == 2 && !isStubborn()) {
        NodeKind kind = name == "wrappingAdd"   ? NodeKind::WrapAddInt
                        : name == "wrappingSub" ? NodeKind::WrapSubInt
                        : name == "wrappingMul" ? NodeKind::WrapMulInt
                                                : NodeKind::Count;
        if (kind == NodeKind::Count) return false;
        Node* a = toInt(top(1));
        Node* result = emit(kind, {a, toInt(top(0))});
        drop(consumed);
        push(box(result));
        return true;
    }
    if (n != 1) return false;
    Rep rep = knownRep(top(0));
    if (name == "sqrt" && (rep == Rep::Float || rep == Rep::Int)) {
        Node* root = guard(NodeKind::SqrtFloat, {toNumber(top(0))});
        drop(consumed);
        push(box(root));
        return true;
    }
    if (name == "abs" && rep == Rep::Int) {
        Node* raw = toInt(top(0));
        Node* value = emit(NodeKind::MaxInt, {raw, guard(NodeKind::NegInt, {raw})});
        drop(consumed);
        push(box(value));
        return true;
    }
    if (name == "len") {
        const Fact* fact = find(top(0), Fact::Kind::Object);
        bool list = fact != nullptr && fact->what == static_cast<uint64_t>(ObjectKind::List);
        bool string = fact != nullptr && fact->what == static_cast<uint64_t>(ObjectKind::String);
        if (!list && !string) return false;
        Node* length = emit(list ? NodeKind::ListLength : NodeKind::StringLength, {escape(top(0))});
        drop(consumed);
        push(box(length));
        return true;
    }
    if (name == "abs" && rep == Rep::Float) {
        Node* value = emit(NodeKind::AbsFloat, {toFloat(top(0))});
        drop(consumed);
        push(box(value));
        return true;
    }
    return false;
}

void Lifter::liftCallSuper(const bc::Instruction& in) {
    const InlineCache& cache = scope_->fs->caches[in.operand('x')];
    const uint32_t n = in.operand('n');
    const bool known = cache.target != nullptr && cache.epoch == request_.mutator->memberEpoch() &&
                       scope_->function != nullptr && scope_->function->homeClass == cache.holder;
    if (!known || isStubborn()) return liftByInterpreter(in);
    auto* method = static_cast<Function*>(cache.target);
    if (!takes(method, n + 1)) return liftByInterpreter(in);
    // The class above is that of the running closure, and other closures may share this code.
    guardWord(scope_->closure, Value::ofObject(scope_->function));
    guardKind(top(n), ObjectKind::Instance);
    guardEpoch();
    roots_.push_back(Value::ofObject(method));
    std::vector<Node*> words;
    for (uint32_t i = n + 1; i-- > 0;) words.push_back(top(i));
    if (!callFunction(method, wordConst(Value::ofObject(method)), std::move(words), n + 1, false, nullptr))
        liftByInterpreter(in);
}

void Lifter::liftMakeSequence(const bc::Instruction& in) {
    const uint32_t n = in.operand('n');
    std::vector<Node*> elements;
    for (uint32_t i = n; i-- > 0;) elements.push_back(top(i));
    Node* made = call(NodeKind::MakeSequence, std::move(elements));
    made->imm = in.op == Opcode::MakeTuple;
    drop(n);
    push(made);
    learn(made, Fact::Kind::Object, nullptr,
          static_cast<uint64_t>(in.op == Opcode::MakeTuple ? ObjectKind::Tuple : ObjectKind::List));
}

void Lifter::liftCallMethod(const bc::Instruction& in) {
    const InlineCache& site = scope_->fs->caches[in.operand('x')];
    std::vector<const InlineCache*> entries;
    bool shapes = true;
    const uint32_t n = in.operand('n');
    for (const InlineCache* entry = &site; entry != nullptr; entry = entry->more) {
        if (entry->target == nullptr || entry->epoch != request_.mutator->memberEpoch()) continue;
        auto* function = Value::ofObject(entry->target).as<Function>();
        shapes = shapes && entry->shape != nullptr && function != nullptr && takes(function, n + 1);
        entries.push_back(entry);
    }
    if (entries.empty() && site.target == nullptr && !isStubborn())
        return leave("a method was never called here");
    if (entries.empty() || isStubborn()) return liftByInterpreter(in);
    if (shapes) {
        auto sameTarget = [](const InlineCache& x, const InlineCache& y) { return x.target == y.target; };
        return liftByShape(in, top(n), entries, sameTarget, [&](const InlineCache& entry) {
            if (!callMethodEntry(in, entry)) liftByInterpreter(in);
        });
    }
    if (entries.size() > 1 || !callMethodEntry(in, *entries.front())) liftByInterpreter(in);
}

// The method that one cache entry knows, for objects as the entry says. False: it is not called directly.
bool Lifter::callMethodEntry(const bc::Instruction& in, const InlineCache& cache) {
    const uint32_t n = in.operand('n');
    Node* object = top(n);
    std::vector<Node*> words;
    for (uint32_t i = n; i-- > 0;) words.push_back(top(i));
    const Value* variable = moduleVariable(cache);
    const Value callee = variable == nullptr ? Value::ofObject(cache.target) : *variable;
    auto* function = callee.as<Function>();
    auto* native = callee.as<NativeFunction>();
    if (function == nullptr && native == nullptr) return false;
    if (native != nullptr && !takes(native, n)) return false;
    roots_.push_back(Value::ofObject(cache.target));
    if (cache.shape != nullptr) {
        if (function == nullptr || !takes(function, n + 1)) return false;
        guardEpoch();
        words.insert(words.begin(), object);
        return callFunction(function, wordConst(Value::ofObject(function)), std::move(words), n + 1, false,
                            nullptr);
    }
    if (cache.holder != nullptr) {
        if (function != nullptr && !takes(function, n)) return false;
        guardWord(object, Value::ofObject(cache.holder));
        guardEpoch();
        if (variable != nullptr) {
            Node* loaded = emit(NodeKind::LoadGlobal, {});
            loaded->ptr = variable;
            guardWord(loaded, callee);
        }
        if (function != nullptr)
            return callFunction(function, wordConst(Value::ofObject(function)), std::move(words), n + 1,
                                false, nullptr);
        return liftIntrinsic(native, n, n + 1) || callNative(native, wordConst(native->data), n, n + 1);
    }
    if (native == nullptr || cache.check == 0) return false;
    auto kind = static_cast<ObjectKind>(cache.check - 1);
    guardKind(object, kind);
    guardEpoch();
    if (kind == ObjectKind::List && n == 1 && std::string_view(native->spec->name) == "append") {
        guardNotFrozen(object, List::kFrozen);
        call(NodeKind::ListAppend, {object, top(0)});
        drop(n + 1);
        push(wordConst(Value::null()));
        return true;
    }
    return callNative(native, object, n, n + 1);
}

// The interpreter's own handler does the instruction, on a frame that holds the operands, and the locals
// where the instruction looks at them.
void Lifter::liftByInterpreter(const bc::Instruction& in) {
    const bc::FunctionDef& def = *scope_->proto->def;
    bc::StackEffect effect = bc::stackEffect(scope_->fs->unit->unit().module(), def, in);
    if (in.info().has(bc::kBranch)) return refuse(in.info().name);
    const bool ends = in.info().has(bc::kEnds);
    std::vector<Node*> inputs{scope_->closure};
    uint32_t locals = in.op == Opcode::MakeClosure ? scope_->fs->slotCount : 0;
    for (uint32_t slot = 0; slot < locals; ++slot) inputs.push_back(local(slot));
    for (uint32_t i = effect.pops; i-- > 0;) inputs.push_back(top(i));
    Node* node = call(NodeKind::CallOp, inputs);
    node->imm = in.pc;
    node->aux = locals;
    node->results = ends ? 0 : effect.pushes;
    drop(effect.pops);
    if (ends) {
        emit(NodeKind::Unreachable, {});
        return endBlock();
    }
    for (uint32_t i = 0; i < effect.pushes; ++i) {
        if (effect.pushes == 1) {
            push(node);
            break;
        }
        Node* result = emit(NodeKind::OpResult, {node});
        result->imm = i;
        push(result);
    }
}

}  // namespace noodle::jit
