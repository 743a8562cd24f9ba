// The walk. Vocabulary: a place in the bytecode is reached over edges; each edge carries an Env. Blocks are
// lifted in reverse postorder, so that all edges but those that close loops are there when a block begins.
//
//   one edge      the block goes on with its Env
//   several       words that differ become phis; facts and objects stay where all edges agree
//   loop head     every live word becomes a phi at once, whose inputs from behind are added when the loop
//   closes.
//                 Objects that exist only as parts stay so, their parts becoming phis; facts about what does
//                 not change stay, for they are about nodes from before the loop.
//
// Where an object that was assumed not to escape does escape, its site is remembered and everything is lifted
// again. States: before_ describes the machine before the instruction at_; guards leave there and the
// interpreter does the whole instruction. So an instruction's guards must come before its effects.
#include "vm/jit/lift/lifter.h"

#include <algorithm>

namespace noodle::jit {

using bc::Opcode;

Lifter::Lifter(Graph& graph, const NativeRequest& request, std::set<uint64_t>& escaping)
    : graph_(graph), request_(request), escaping_(escaping) {}

namespace {

Rep repOf(const TypeCheck& type) {
    if (type.optional) return Rep::Word;
    if (type.kind == bc::TypeDef::Kind::Int) return Rep::Int;
    if (type.kind == bc::TypeDef::Kind::Float) return Rep::Float;
    return type.kind == bc::TypeDef::Kind::Bool ? Rep::Bool : Rep::Word;
}

}  // namespace

Rep declaredReturn(const FunctionState& fs) {
    uint32_t type = fs.proto->def->returnType;
    return type == bc::kNone32 ? Rep::Word : repOf(fs.types[type]);
}

Rep declaredRep(const FunctionState& fs, uint32_t slot) {
    const auto& code = fs.proto->def->code;
    bc::Instruction load, check, store;
    for (uint32_t pc = 0; bc::decode(code, pc, load); pc = store.next) {
        bool checks = load.op == Opcode::LoadLocal && bc::decode(code, load.next, check) &&
                      check.op == Opcode::CheckType && bc::decode(code, check.next, store) &&
                      store.op == Opcode::StoreLocal;
        if (!checks) return Rep::Word;
        if (load.operand('s') != slot || store.operand('s') != slot) continue;
        return repOf(fs.types[check.operand('t')]);
    }
    return Rep::Word;
}

bool Lifter::run() {
    FunctionState& fs = *request_.state;
    const bool whole = request_.loop == NativeUnit::kWhole;
    graph_.function = &fs;
    graph_.loop = request_.loop;
    graph_.wideInts = (fs.native != nullptr && fs.native->wideInts) || seesBiggerInts();
    if (whole && !escaping_.contains(kNoRawReturn)) graph_.returnRep = declaredReturn(fs);
    Block* entry = graph_.newBlock();
    block_ = entry;
    Scope scope;
    scope.fs = &fs;
    scope.proto = fs.proto;
    scope_ = &scope;
    scope.closure = emit(NodeKind::Closure, {});
    scope.function = request_.closure;
    Env env;
    auto map = std::make_unique<CodeMap>(fs, whole ? 0 : request_.loop);
    std::vector<bool> live = map->liveAt(whole ? 0 : request_.loop);
    for (uint32_t slot = 0; slot < fs.slotCount; ++slot) {
        if (whole ? slot >= fs.proto->argumentSlots : !live[slot]) {
            env.values.push_back(undef());
            continue;
        }
        Rep rep = whole ? declaredRep(fs, slot) : Rep::Word;
        Node* param = emit(NodeKind::Param, {}, rep);
        param->imm = slot;
        env.values.push_back(box(param));
    }
    maps_.push_back(std::move(map));
    scope.map = maps_.back().get();
    if (!whole) {
        bc::decode(fs.proto->def->code, request_.loop, at_);
        env_ = env;
        if (trust() == NativeCode::Trust::Full)
            graph_.entryState = snapshot(request_.loop, env_.values.size());
        if (graph_.entryState != nullptr) enterRanges(env);
    }
    liftBody(scope, std::move(env), whole ? 0 : request_.loop);
    return reason_ == nullptr;
}

bool Lifter::seesBiggerInts() const {
    const FunctionProfile* profile = request_.state->profile.get();
    return profile != nullptr && std::ranges::any_of(profile->sites(), [](const OperandTypes& site) {
               return ((site.left | site.right) & kSeenBigger) != 0;
           });
}

// Loops over ranges that are entered in their middle go on without their iterators. Nothing but the loop
// knows an iterator that was made of a range and stored just before the loop's head.
void Lifter::enterRanges(Env& env) {
    const auto& code = request_.state->proto->def->code;
    bc::Instruction last[4];
    for (uint32_t pc = 0; pc <= request_.loop; pc = last[3].next) {
        std::shift_left(std::begin(last), std::end(last), 1);
        if (!bc::decode(code, pc, last[3])) return;
        const auto& [range, iterator, store, head] = last;
        const bool made = range.op == Opcode::MakeRange && iterator.op == Opcode::GetIter &&
                          iterator.operand('b') == 0 && store.op == Opcode::StoreLocal;
        if (!made || head.op != Opcode::IterNext || store.operand('s') != head.operand('s')) continue;
        if (static_cast<uint32_t>(head.target()) > request_.loop)
            enterRange(env, head.operand('s'), range.pc);
    }
}

/// `site`: where the iterator was made.
void Lifter::enterRange(Env& env, uint32_t slot, uint32_t site) {
    at_.pc = site;
    if (!mayBeVirtual()) return;
    Node* iterator = env.values[slot];
    emit(NodeKind::GuardRange, {iterator})->state = graph_.entryState;
    std::vector<Node*> parts;
    for (int64_t part = 0; part < 3; ++part)
        parts.emplace_back(emit(NodeKind::LoadRange, {iterator}))->imm = part;
    env_ = std::move(env);
    Node* id = makeVirtual(ExitObject::Kind::RangeIterator, std::move(parts));
    env = std::move(env_);
    env.values[slot] = id;
}

void Lifter::liftBody(Scope& scope, Env env, uint32_t start) {
    const CodeMap& map = *scope.map;
    if (map.obstacle() != nullptr) return refuse(map.obstacle());
    scope.pending.resize(map.blocks().size());
    scope.pending[map.blockAt(start)].edges.push_back({block_, std::move(env)});
    for (uint32_t number : map.order()) {
        if (reason_ != nullptr) return;
        scope_ = &scope;
        if (enterBlock(scope, number)) liftBlock(scope, number);
    }
}

bool Lifter::enterBlock(Scope& scope, uint32_t number) {
    Scope::Pending& pending = scope.pending[number];
    if (pending.edges.empty()) return false;
    const CodeBlock& code = scope.map->blocks()[number];
    if (scope.caller == nullptr && request_.loop != NativeUnit::kWhole && !code.leadsBack) {
        // What follows the loop is the interpreter's, which has a frame for it.
        for (Scope::Edge& edge : pending.edges) {
            block_ = edge.from;
            env_ = std::move(edge.env);
            bc::decode(scope.proto->def->code, code.start, at_);
            before_ = nullptr;
            depthBefore_ = env_.values.size();
            leave(kLoopIsOver);
        }
        return false;
    }
    if (code.loopHead) {
        makeLoopHead(scope, number);
        return true;
    }
    block_ = graph_.newBlock();
    for (Scope::Edge& edge : pending.edges) {
        graph_.append(edge.from, NodeKind::Jump, {});
        Graph::connect(edge.from, block_);
    }
    env_ = mergeEdges(pending.edges, block_, &code.liveIn, scope.fs->slotCount);
    return true;
}

// A fact of the first edge about shapes becomes one of all edges: any of the shapes that it may have on one
// of them.
void Lifter::widenShapes(Fact& fact, const std::vector<Scope::Edge>& edges) {
    ShapeSet all = *fact.shapes;
    for (size_t e = 1; e < edges.size(); ++e) {
        auto other = std::ranges::find_if(edges[e].env.facts, [&](const Fact& f) {
            return f.node == fact.node && f.kind == Fact::Kind::Shape;
        });
        if (other == edges[e].env.facts.end()) {
            fact.shapes = nullptr;
            return;
        }
        all.insert(all.end(), other->shapes->begin(), other->shapes->end());
        fact.what = std::min(fact.what, other->what);
    }
    fact.shapes = graph_.shapeSet(std::move(all));
}

Env Lifter::mergeEdges(std::vector<Scope::Edge>& edges, Block* block, const std::vector<bool>* live,
                       uint32_t locals) {
    Env merged = std::move(edges.front().env);
    if (edges.size() == 1) {
        if (live != nullptr)
            for (uint32_t slot = 0; slot < locals; ++slot)
                if (!(*live)[slot]) merged.values[slot] = undef();
        return merged;
    }
    auto phiOf = [&](auto wordOf, Node* first) {
        bool same = true;
        for (size_t i = 1; i < edges.size(); ++i) same = same && wordOf(edges[i].env) == first;
        if (same) return first;
        Node* phi = graph_.insertAfterPhis(block, NodeKind::Phi, {}, first->rep);
        phi->inputs.push_back(first);
        for (size_t i = 1; i < edges.size(); ++i) phi->inputs.push_back(wordOf(edges[i].env));
        return phi;
    };
    for (size_t i = 0; i < merged.values.size(); ++i) {
        if (live != nullptr && i < locals && !(*live)[i]) {
            merged.values[i] = undef();
            continue;
        }
        // An object without existence cannot be one of several words.
        auto wordOf = [&](Env& env) { return env.values[i]; };
        bool differ = false;
        for (size_t e = 1; e < edges.size(); ++e)
            differ = differ || edges[e].env.values[i] != merged.values[i];
        if (differ) {
            merged.values[i] = escape(merged.values[i]);
            for (size_t e = 1; e < edges.size(); ++e) edges[e].env.values[i] = escape(edges[e].env.values[i]);
        }
        merged.values[i] = phiOf(wordOf, merged.values[i]);
    }
    for (VirtualObject& object : merged.objects) {
        auto partsIn = [&](Env& env) -> VirtualObject* {
            for (VirtualObject& other : env.objects)
                if (other.id == object.id) return &other;
            return nullptr;
        };
        bool everywhere = true;
        for (size_t e = 1; e < edges.size(); ++e) everywhere = everywhere && partsIn(edges[e].env) != nullptr;
        if (!everywhere) {
            object.id = nullptr;
            continue;
        }
        for (size_t p = 0; p < object.parts.size(); ++p)
            object.parts[p] = phiOf([&](Env& env) { return partsIn(env)->parts[p]; }, object.parts[p]);
    }
    std::erase_if(merged.objects, [](const VirtualObject& object) { return object.id == nullptr; });
    for (Fact& fact : merged.facts)
        if (fact.kind == Fact::Kind::Shape) widenShapes(fact, edges);
    std::erase_if(merged.facts, [&](const Fact& fact) {
        if (fact.kind == Fact::Kind::Shape) return fact.shapes == nullptr;
        for (size_t e = 1; e < edges.size(); ++e)
            if (std::find(edges[e].env.facts.begin(), edges[e].env.facts.end(), fact) ==
                edges[e].env.facts.end())
                return true;
        return false;
    });
    for (size_t e = 1; e < edges.size(); ++e)
        if (edges[e].env.epochChecked != merged.epochChecked) merged.epochChecked = 0;
    return merged;
}

void Lifter::makeLoopHead(Scope& scope, uint32_t number) {
    Scope::Pending& pending = scope.pending[number];
    const CodeBlock& code = scope.map->blocks()[number];
    // The edges from before meet in a block of their own, so that the head has one way in and one for each
    // way back.
    Block* before = graph_.newBlock();
    for (Scope::Edge& edge : pending.edges) {
        graph_.append(edge.from, NodeKind::Jump, {});
        Graph::connect(edge.from, before);
    }
    env_ = mergeEdges(pending.edges, before, &code.liveIn, scope.fs->slotCount);
    pending.edges.clear();
    Block* head = graph_.newBlock();
    graph_.append(before, NodeKind::Jump, {});
    Graph::connect(before, head);
    auto phiOf = [&](Node* value) {
        Node* phi = graph_.append(head, NodeKind::Phi, {value}, value->rep);
        return phi;
    };
    for (size_t i = 0; i < env_.values.size(); ++i) {
        bool dead = i < code.liveIn.size() && !code.liveIn[i];
        Node*& value = env_.values[i];
        if (dead || value->kind == NodeKind::Virtual) continue;
        value = phiOf(value);
    }
    // Words of callers do not change while a callee is lifted, but the parts of their objects may.
    for (VirtualObject& object : env_.objects)
        for (Node*& part : object.parts) part = phiOf(part);
    std::erase_if(env_.facts, [](const Fact& fact) {
        return fact.kind == Fact::Kind::Shape || fact.kind == Fact::Kind::ListKind ||
               fact.kind == Fact::Kind::NotFrozen;
    });
    env_.epochChecked = 0;
    pending.head = head;
    pending.headEnv = env_;
    block_ = head;
}

void Lifter::flowTo(Scope& scope, uint32_t offset) {
    if (block_ == nullptr) return;
    uint32_t number = scope.map->blockAt(offset);
    Scope::Pending& target = scope.pending[number];
    if (target.head != nullptr) {
        flowBack(target);
    } else {
        target.edges.push_back({block_, env_});
    }
}

void Lifter::flowBack(Scope::Pending& target) {
    const Env& head = target.headEnv;
    graph_.append(block_, NodeKind::Jump, {});
    Graph::connect(block_, target.head);
    for (size_t i = 0; i < head.values.size(); ++i) {
        Node* phi = head.values[i];
        Node* value = i < env_.values.size() ? env_.values[i] : undef();
        if (phi->kind == NodeKind::Virtual) {
            if (value != phi) escape(phi);
        } else if (phi->kind == NodeKind::Phi && phi->block == target.head) {
            phi->inputs.push_back(escape(value));
        }
    }
    for (const VirtualObject& object : head.objects) {
        const VirtualObject* now = virtualOf(object.id);
        if (now == nullptr) {
            escape(object.id);
            for (Node* part : object.parts) part->inputs.push_back(part);
            continue;
        }
        for (size_t p = 0; p < object.parts.size(); ++p) object.parts[p]->inputs.push_back(now->parts[p]);
    }
}

void Lifter::liftBlock(Scope& scope, uint32_t number) {
    const CodeBlock& code = scope.map->blocks()[number];
    for (uint32_t pc = code.start; pc < code.end && block_ != nullptr && reason_ == nullptr; pc = at_.next) {
        bc::decode(scope.proto->def->code, pc, at_);
        before_ = nullptr;
        depthBefore_ = env_.values.size();
        const bc::Instruction in = at_;
        liftInstruction(in);
        scope_ = &scope;
        if (block_ == nullptr || in.info().has(bc::kEnds) || in.info().has(bc::kBranch)) return;
        if (at_.next == code.end && at_.next < scope.proto->def->code.size()) flowTo(scope, at_.next);
    }
}

void Lifter::branchOn(Node* condition, uint32_t whenTrue, uint32_t whenFalse, bool keepTrue, bool keepFalse) {
    // `keep…`: the top word stays on that edge.
    Block* yes = graph_.newBlock();
    Block* no = graph_.newBlock();
    graph_.append(block_, NodeKind::Branch, {condition});
    Graph::connect(block_, yes);
    Graph::connect(block_, no);
    Env env = env_;
    auto follow = [&](Block* block, uint32_t target, bool keep) {
        block_ = block;
        env_ = env;
        if (!keep) env_.values.pop_back();
        flowTo(*scope_, target);
    };
    follow(yes, whenTrue, keepTrue);
    follow(no, whenFalse, keepFalse);
    endBlock();
}

void Lifter::liftInstruction(const bc::Instruction& in) {
    switch (in.op) {
        case Opcode::Nop:
            return;
        case Opcode::Const:
            return push(rooted(scope_->fs->constants[in.operand('k')]));
        case Opcode::Int8:
            return push(box(intConst(static_cast<int32_t>(in.operand('i')))));
        case Opcode::Int16:
            return push(box(intConst(static_cast<int32_t>(in.operand('h')))));
        case Opcode::Null:
            return push(wordConst(Value::null()));
        case Opcode::True:
            return push(wordConst(Value::trueValue()));
        case Opcode::False:
            return push(wordConst(Value::falseValue()));
        case Opcode::Undef:
            return push(undef());
        case Opcode::Pop:
            pop();
            return;
        case Opcode::Dup:
            return push(env_.values.back());
        case Opcode::Dup2: {
            Node* a = env_.values[env_.values.size() - 2];
            Node* b = env_.values.back();
            push(a);
            return push(b);
        }
        case Opcode::Swap:
            std::swap(env_.values.end()[-1], env_.values.end()[-2]);
            return;
        case Opcode::Rot3:
            std::rotate(env_.values.end() - 3, env_.values.end() - 1, env_.values.end());
            return;
        case Opcode::Rot4:
            std::rotate(env_.values.end() - 4, env_.values.end() - 1, env_.values.end());
            return;
        case Opcode::Jump:
            flowTo(*scope_, static_cast<uint32_t>(in.target()));
            return endBlock();
        case Opcode::Loop: {
            call(NodeKind::Poll, {});
            flowTo(*scope_, static_cast<uint32_t>(in.target()));
            return endBlock();
        }
        case Opcode::JumpIfFalse:
        case Opcode::JumpIfTrue:
        case Opcode::JumpIfFalseOrPop:
        case Opcode::JumpIfTrueOrPop: {
            Node* condition = toBool(env_.values.back());
            auto target = static_cast<uint32_t>(in.target());
            switch (in.op) {
                case Opcode::JumpIfFalse:
                    return branchOn(condition, in.next, target);
                case Opcode::JumpIfTrue:
                    return branchOn(condition, target, in.next);
                case Opcode::JumpIfFalseOrPop:
                    return branchOn(condition, in.next, target, false, true);
                default:
                    return branchOn(condition, target, in.next, true, false);
            }
        }
        case Opcode::JumpIfNotNullOrPop: {
            Node* isNull = emit(NodeKind::SameWord, {escape(env_.values.back()), wordConst(Value::null())});
            return branchOn(isNull, in.next, static_cast<uint32_t>(in.target()), false, true);
        }
        case Opcode::JumpIfNull: {
            Node* isNull = emit(NodeKind::SameWord, {escape(env_.values.back()), wordConst(Value::null())});
            return branchOn(isNull, static_cast<uint32_t>(in.target()), in.next, true, true);
        }
        case Opcode::JumpIfSupplied: {
            Node* word = escape(local(in.operand('s')));
            push(undef());
            Node* missing = emit(NodeKind::IsUndef, {word});
            return branchOn(missing, in.next, static_cast<uint32_t>(in.target()));
        }
        case Opcode::Return: {
            if (scope_->caller != nullptr) {
                scope_->returns.push_back({block_, env_});
                return endBlock();
            }
            Node* value = escape(pop());
            if (graph_.returnRep != Rep::Word) {
                if (knownRep(value) != graph_.returnRep) {
                    escaping_.insert(kNoRawReturn);
                    restart_ = true;
                } else {
                    value = graph_.returnRep == Rep::Int     ? toInt(value)
                            : graph_.returnRep == Rep::Float ? toFloat(value)
                                                             : toBool(value);
                }
            }
            graph_.append(block_, NodeKind::Return, {value});
            return endBlock();
        }
        case Opcode::Add:
        case Opcode::Sub:
        case Opcode::Mul:
        case Opcode::Div:
        case Opcode::FloorDiv:
        case Opcode::Mod:
        case Opcode::Pow:
        case Opcode::BitAnd:
        case Opcode::BitOr:
        case Opcode::BitXor:
        case Opcode::Shl:
        case Opcode::Shr:
        case Opcode::UShr:
        case Opcode::AddInt:
        case Opcode::SubInt:
        case Opcode::MulInt:
        case Opcode::AddFloat:
        case Opcode::SubFloat:
        case Opcode::MulFloat:
        case Opcode::DivFloat:
            return liftBinary(in);
        case Opcode::Eq:
        case Opcode::Ne:
        case Opcode::Lt:
        case Opcode::Le:
        case Opcode::Gt:
        case Opcode::Ge:
        case Opcode::EqInt:
        case Opcode::NeInt:
        case Opcode::LtInt:
        case Opcode::LeInt:
        case Opcode::GtInt:
        case Opcode::GeInt:
        case Opcode::LtFloat:
        case Opcode::LeFloat:
        case Opcode::GtFloat:
        case Opcode::GeFloat:
            return liftCompare(in);
        case Opcode::Neg:
        case Opcode::Pos:
        case Opcode::BitNot:
        case Opcode::Not:
        case Opcode::ToBool:
        case Opcode::Is:
        case Opcode::IsNull:
        case Opcode::IsUndef:
        case Opcode::IncLocal:
            return liftUnary(in);
        case Opcode::LoadLocal:
        case Opcode::LoadLocalChecked:
        case Opcode::StoreLocal:
        case Opcode::TeeLocal:
        case Opcode::ClearLocal:
        case Opcode::NewCell:
        case Opcode::FreshCell:
        case Opcode::LoadCell:
        case Opcode::LoadCellChecked:
        case Opcode::StoreCell:
        case Opcode::LoadUpvalue:
        case Opcode::LoadUpvalueChecked:
        case Opcode::StoreUpvalue:
        case Opcode::LoadCaptured:
        case Opcode::LoadModule:
        case Opcode::LoadModuleChecked:
        case Opcode::StoreModule:
        case Opcode::LoadImport:
        case Opcode::LoadBuiltin:
            return liftVariable(in);
        case Opcode::GetField:
            return liftGetField(in);
        case Opcode::SetField:
            return liftSetField(in, false);
        case Opcode::InitField:
            return liftSetField(in, true);
        case Opcode::GetIndex:
            return liftGetIndex(in);
        case Opcode::SetIndex:
            return liftSetIndex(in);
        case Opcode::CheckType:
            return liftCheckType(in);
        case Opcode::Call:
            return liftCall(in);
        case Opcode::CallMethod:
            return liftCallMethod(in);
        case Opcode::CallSuper:
            return liftCallSuper(in);
        case Opcode::MakeList:
        case Opcode::MakeTuple:
            return liftMakeSequence(in);
        case Opcode::In:
        case Opcode::NotIn: {
            Node* word = callEntry("contains", {top(1), top(0)}, in.op == Opcode::In);
            Node* holds = emit(NodeKind::SameWord, {word, wordConst(Value::trueValue())});
            drop(2);
            return pushTest(holds);
        }
        case Opcode::MakeRange:
            return liftRange(in);
        case Opcode::GetIter:
            return liftGetIter(in);
        case Opcode::IterNext:
            return liftIterNext(in);
        case Opcode::CloseIter: {
            Node*& iterator = local(in.operand('s'));
            if (virtualOf(iterator) == nullptr) {
                Node* word = iterator;
                iterator = undef();
                callEntry("closeIter", {word});
            }
            local(in.operand('s')) = undef();
            return;
        }
        default:
            return liftByInterpreter(in);
    }
}

std::unique_ptr<Graph> lift(const NativeRequest& request, std::vector<Value>& roots, std::string& reason) {
    constexpr int kAttempts = 12;
    std::set<uint64_t> escaping;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        auto graph = std::make_unique<Graph>();
        Lifter lifter(*graph, request, escaping);
        bool done = lifter.run();
        if (lifter.restart()) continue;
        if (!done) {
            reason = lifter.reason();
            return nullptr;
        }
        roots = std::move(lifter.roots());
        return graph;
    }
    reason = "objects escape in too many ways";
    return nullptr;
}

}  // namespace noodle::jit
