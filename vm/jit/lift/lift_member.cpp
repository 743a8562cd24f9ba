// Variables, fields, elements and declared types.
#include <algorithm>
#include <string_view>

#include "runtime/object/native_module.h"
#include "vm/interp/cache.h"
#include "vm/jit/lift/lifter.h"
#include "vm/load/profile.h"

namespace noodle::jit {

using bc::Opcode;

/// The value of a variable that cannot change any more; null: it can.
Node* Lifter::constantOf(const UnitState& unit, uint32_t variable, const Value* values) {
    const auto& variables = unit.unit().module().variables;
    if (variable >= variables.size() || !variables[variable].isConst || values[variable].isUndef())
        return nullptr;
    return rooted(values[variable]);
}

void Lifter::liftVariable(const bc::Instruction& in) {
    FunctionState& fs = *scope_->fs;
    auto cellOf = [&](Node* cell) {
        guardKind(cell, ObjectKind::Cell);
        return cell;
    };
    auto loadCell = [&](Node* cell, bool checked) {
        Node* value = emit(NodeKind::LoadCell, {escape(cellOf(cell))});
        if (checked) guardNotUndef(value);
        push(value);
    };
    auto upvalue = [&](uint32_t index) {
        Node* node = emit(NodeKind::LoadUpvalue, {scope_->closure});
        node->imm = index;
        return node;
    };
    switch (in.op) {
        case Opcode::LoadLocal:
            return push(local(in.operand('s')));
        case Opcode::LoadLocalChecked:
            guardNotUndef(local(in.operand('s')));
            return push(local(in.operand('s')));
        case Opcode::StoreLocal:
            local(in.operand('s')) = top(0);
            return drop(1);
        case Opcode::TeeLocal:
            local(in.operand('s')) = top(0);
            return;
        case Opcode::ClearLocal:
            local(in.operand('s')) = undef();
            return;
        case Opcode::NewCell:
            local(in.operand('s')) = callEntry("newCell", {local(in.operand('s'))});
            return learn(local(in.operand('s')), Fact::Kind::Object, nullptr,
                         static_cast<uint64_t>(ObjectKind::Cell));
        case Opcode::FreshCell: {
            Node* value = emit(NodeKind::LoadCell, {escape(cellOf(local(in.operand('s'))))});
            local(in.operand('s')) = callEntry("newCell", {value});
            return learn(local(in.operand('s')), Fact::Kind::Object, nullptr,
                         static_cast<uint64_t>(ObjectKind::Cell));
        }
        case Opcode::LoadCell:
            return loadCell(local(in.operand('s')), false);
        case Opcode::LoadCellChecked:
            return loadCell(local(in.operand('s')), true);
        case Opcode::StoreCell:
            emit(NodeKind::StoreCell, {escape(cellOf(local(in.operand('s')))), escape(top(0))});
            return drop(1);
        case Opcode::LoadUpvalue:
            return loadCell(upvalue(in.operand('u')), false);
        case Opcode::LoadUpvalueChecked:
            return loadCell(upvalue(in.operand('u')), true);
        case Opcode::StoreUpvalue:
            emit(NodeKind::StoreCell, {cellOf(upvalue(in.operand('u'))), escape(top(0))});
            return drop(1);
        case Opcode::LoadCaptured:
            return push(upvalue(in.operand('u')));
        case Opcode::LoadModule:
        case Opcode::LoadModuleChecked: {
            if (Node* constant = constantOf(*fs.unit, in.operand('v'), fs.globals)) return push(constant);
            Node* node = emit(NodeKind::LoadGlobal, {});
            node->ptr = fs.globals + in.operand('v');
            if (in.op == Opcode::LoadModuleChecked) guardNotUndef(node);
            return push(node);
        }
        case Opcode::StoreModule: {
            Node* node = emit(NodeKind::StoreGlobal, {escape(top(0))});
            node->ptr = fs.globals + in.operand('v');
            node->imm = static_cast<int64_t>(reinterpret_cast<uintptr_t>(fs.globals) - sizeof(ValueStore));
            return drop(1);
        }
        case Opcode::LoadImport: {
            const ImportSlot& slot = fs.unit->imports()[in.operand('m')];
            if (!slot.value.isUndef()) return push(rooted(slot.value));
            if (slot.module == nullptr || slot.module->slots == nullptr)
                return leave("an import is not resolved");
            const UnitState* exporter = UnitState::of(slot.module);
            if (exporter != nullptr)
                if (Node* constant = constantOf(*exporter, slot.slot, slot.module->slots->values()))
                    return push(constant);
            Node* node = emit(NodeKind::LoadGlobal, {});
            node->ptr = slot.module->slots->values() + slot.slot;
            guardNotUndef(node);
            return push(node);
        }
        default: {  // LoadBuiltin
            Value builtin = fs.builtins[in.operand('a')];
            if (builtin.isUndef()) return leave("a builtin was never looked up");
            return push(rooted(builtin));
        }
    }
}

namespace {

/// Whether a cache entry is about all values of a builtin kind.
bool isForKind(const InlineCache& cache, ObjectKind kind) {
    return cache.shape == nullptr && cache.holder == nullptr && cache.target != nullptr &&
           cache.check == 1 + static_cast<uint32_t>(kind);
}

}  // namespace

void Lifter::liftGetField(const bc::Instruction& in) {
    const InlineCache& cache = scope_->fs->caches[in.operand('x')];
    Node* object = top(0);
    const bool empty = cache.shape == nullptr && cache.target == nullptr && cache.holder == nullptr;
    if (empty && !isStubborn()) return leave("a field was never read here");
    if (const Value* variable = moduleVariable(cache);
        variable != nullptr && cache.more == nullptr && !isStubborn()) {
        guardWord(object, Value::ofObject(cache.holder));
        guardEpoch();
        Node* value = emit(NodeKind::LoadGlobal, {});
        value->ptr = variable;
        guardNotUndef(value);
        drop(1);
        return push(value);
    }
    std::vector<const InlineCache*> entries;
    bool fields = !isStubborn();
    for (const InlineCache* entry = &cache; entry != nullptr; entry = entry->more) {
        fields = fields && entry->shape != nullptr && entry->index < entry->shape->fieldCount;
        entries.push_back(entry);
    }
    if (fields) {
        auto sameIndex = [](const InlineCache& a, const InlineCache& b) { return a.index == b.index; };
        return liftByShape(in, object, entries, sameIndex, [&](const InlineCache& entry) {
            guardRoom(object, entry.index);
            Node* value = emit(NodeKind::LoadField, {escape(object)});
            value->imm = entry.index;
            guardNotUndef(value);
            drop(1);
            push(value);
        });
    }
    for (ObjectKind kind : {ObjectKind::List, ObjectKind::String}) {
        if (!isForKind(cache, kind) || cache.more != nullptr || isStubborn()) continue;
        auto* getter = static_cast<NativeFunction*>(cache.target);
        if (std::string_view(getter->spec->name) != "length") continue;
        guardKind(object, kind);
        guardEpoch();
        Node* length =
            emit(kind == ObjectKind::List ? NodeKind::ListLength : NodeKind::StringLength, {escape(object)});
        drop(1);
        return push(box(length));
    }
    liftByInterpreter(in);
}

/// The variable that an entry about a module of the user's names; null: it is about something else.
const Value* Lifter::moduleVariable(const InlineCache& entry) const {
    if (entry.holder == nullptr || entry.epoch != request_.mutator->memberEpoch()) return nullptr;
    const Module* module = Value::ofObject(entry.target).as<Module>();
    return module == nullptr ? nullptr : module->slots->values() + entry.index;
}

namespace {
bool storesAlike(const InlineCache& a, const InlineCache& b) {
    return a.next == nullptr && b.next == nullptr && a.index == b.index && a.check == b.check &&
           a.plan == b.plan && a.epoch == b.epoch;
}
}  // namespace

void Lifter::liftSetField(const bc::Instruction& in, bool init) {
    const InlineCache& cache = scope_->fs->caches[in.operand('x')];
    if (cache.shape == nullptr && !isStubborn()) return leave("a field was never written here");
    if (cache.shape == nullptr || isStubborn()) return liftByInterpreter(in);
    std::vector<const InlineCache*> entries;
    for (const InlineCache* entry = &cache; entry != nullptr; entry = entry->more)
        if (entry->shape != nullptr) entries.push_back(entry);
    liftByShape(in, top(1), entries, storesAlike, [&](const InlineCache& entry) {
        if (!mayStore(entry)) return liftByInterpreter(in);
        storeField(entry, init);
    });
}

/// Whether the check of the value can be done here, and the new shape is still the right one.
bool Lifter::mayStore(const InlineCache& cache) {
    if (cache.check == kChecked || cache.check == kCheckedOrNull) {
        if (!guardType(top(0), *static_cast<const TypeCheck*>(cache.plan), cache.check == kCheckedOrNull))
            return false;
    }
    if (cache.next == nullptr) return true;
    guardEpoch();
    return cache.epoch == env_.epochChecked;
}

void Lifter::storeField(const InlineCache& cache, bool init) {
    Node* value = top(0);
    Node* object = top(1);
    if (!init) guardNotFrozen(object, Instance::kFrozen);
    if (cache.check == kIntOnly) value = box(toInt(value));
    if (cache.check == kFloatOnly) value = box(toFloat(value));
    guardRoom(object, cache.index);
    if (cache.next != nullptr) {
        const Fact* fact = find(object, Fact::Kind::Shape);
        const uint64_t room = fact == nullptr ? 0 : fact->what;
        emit(NodeKind::SetShape, {object})->ptr = cache.next;
        std::erase_if(env_.facts, [](const Fact& f) { return f.kind == Fact::Kind::Shape; });
        learn(object, Fact::Kind::Shape, nullptr, room, graph_.shapeSet({cache.next}));
    }
    emit(NodeKind::StoreField, {escape(object), escape(value)})->imm = cache.index;
    drop(2);
}

// The element of `list` at an index that is not negative, as a raw value of the kind that lists had here.
bool Lifter::liftListAccess(const bc::Instruction& in, Node* list, Node* index, Node*& raw,
                            int& elementKind) {
    const FunctionProfile* profile = scope_->fs->profile.get();
    OperandTypes seen = profile != nullptr ? profile->site(in.operand('x')) : OperandTypes{};
    Rep rep = knownRep(index);
    bool ints = rep == Rep::Int || (rep == Rep::Word && (seen.right & ~kSeenInt) == 0);
    if (seen.left != kSeenList || !ints || isStubborn()) return false;
    switch (seen.lists) {
        case kSeenBoxedList:
            elementKind = List::kBoxed;
            break;
        case kSeenIntList:
            elementKind = List::kInt;
            break;
        case kSeenFloatList:
            elementKind = List::kFloat;
            break;
        case kSeenBoolList:
            elementKind = List::kBool;
            break;
        default:
            return false;
    }
    guardKind(list, ObjectKind::List);
    raw = toInt(index);
    const Fact* known = find(list, Fact::Kind::ListKind);
    if (known == nullptr || known->what != static_cast<uint64_t>(elementKind)) {
        guard(NodeKind::GuardListKind, {escape(list)})->imm = elementKind;
        learn(list, Fact::Kind::ListKind, nullptr, static_cast<uint64_t>(elementKind));
    }
    guard(NodeKind::GuardIndex, {escape(list), raw});
    return true;
}

namespace {
Rep repOfElement(int kind) {
    switch (kind) {
        case List::kInt:
            return Rep::Int;
        case List::kFloat:
            return Rep::Float;
        case List::kBool:
            return Rep::Bool;
        default:
            return Rep::Word;
    }
}
}  // namespace

void Lifter::liftGetIndex(const bc::Instruction& in) {
    Node* index = top(0);
    Node* list = top(1);
    Node* raw = nullptr;
    int kind = 0;
    if (liftListAccess(in, list, index, raw, kind)) {
        Node* element = emit(NodeKind::LoadElement, {escape(list), raw}, repOfElement(kind));
        element->imm = kind;
        drop(2);
        return push(box(element));
    }
    const FunctionProfile* profile = scope_->fs->profile.get();
    const OperandTypes seen = profile != nullptr ? profile->site(in.operand('x')) : OperandTypes{};
    const bool byInt = knownRep(index) == Rep::Int || (seen.right & ~kSeenInt) == 0;
    if (seen.left == kSeenString && byInt && !isStubborn()) {
        guardKind(list, ObjectKind::String);
        Node* character = callEntry("charAt", {list, toInt(index)});
        drop(2);
        learn(character, Fact::Kind::Object, nullptr, static_cast<uint64_t>(ObjectKind::String));
        return push(character);
    }
    Node* element = callEntry("getIndex", {list, index});
    drop(2);
    push(element);
}

void Lifter::liftSetIndex(const bc::Instruction& in) {
    Node* value = top(0);
    Node* index = top(1);
    Node* list = top(2);
    Node* raw = nullptr;
    int kind = 0;
    if (liftListAccess(in, list, index, raw, kind)) {
        guardNotFrozen(list, List::kFrozen);
        Node* stored = value;
        if (kind == List::kInt) stored = toInt(value);
        if (kind == List::kFloat) stored = toFloat(value);
        if (kind == List::kBool) stored = guardBool(value);
        emit(NodeKind::StoreElement, {escape(list), raw, escape(stored)})->imm = kind;
        drop(3);
        return;
    }
    callEntry("setIndex", {list, index, value});
    drop(3);
}

// True if a value that passes goes on; false: this check cannot be done here.
bool Lifter::guardType(Node* word, const TypeCheck& check, bool nullPasses) {
    using Kind = bc::TypeDef::Kind;
    nullPasses = nullPasses || check.optional;
    if (word->kind == NodeKind::ConstWord && Value::fromBits(static_cast<uint64_t>(word->imm)).isNull() &&
        nullPasses)
        return true;
    const Fact* fact = find(word, Fact::Kind::Shape);
    if (fact != nullptr && check.epoch == request_.mutator->memberEpoch() &&
        std::ranges::all_of(*fact->shapes, [&](const Shape* shape) {
            return std::ranges::find(check.shapes, shape) != std::end(check.shapes);
        })) {
        guardEpoch();
        return true;
    }
    const bool shapes = check.shapes[0] != nullptr && check.epoch == request_.mutator->memberEpoch();
    const bool quick = check.kind == Kind::Int || check.kind == Kind::Float || check.kind == Kind::Bool ||
                       check.kind == Kind::String || check.kind == Kind::List || check.kind == Kind::Map;
    if (isStubborn() || (!shapes && !quick)) return false;
    if (shapes) guardEpoch();
    Node* node = guard(NodeKind::GuardType, {escape(word)});
    node->ptr = &check;
    node->imm = nullPasses;
    return true;
}

void Lifter::liftCheckType(const bc::Instruction& in) {
    using Kind = bc::TypeDef::Kind;
    const TypeCheck& check = scope_->fs->types[in.operand('t')];
    Node* word = top(0);
    Rep rep = knownRep(word);
    auto replace = [&](Node* raw) { env_.values.back() = box(raw); };
    if (!check.optional && !isStubborn()) {
        switch (check.kind) {
            case Kind::Any:
                return;
            case Kind::Int:
                return replace(toInt(word));
            case Kind::Float:
                return replace(rep == Rep::Int ? toNumber(word) : toFloat(word));
            case Kind::Bool:
                return replace(guardBool(word));
            case Kind::String:
                guardKind(word, ObjectKind::String);
                return;
            case Kind::List:
                guardKind(word, ObjectKind::List);
                return;
            case Kind::Map:
                guardKind(word, ObjectKind::Map);
                return;
            default:
                break;
        }
    }
    const bool byShape = check.shapes[0] != nullptr;
    if (byShape && !check.optional && !isStubborn() && check.epoch == request_.mutator->memberEpoch()) {
        guardEpoch();
        ShapeSet shapes;
        for (const Shape* shape : check.shapes)
            if (shape != nullptr) shapes.push_back(shape);
        return guardShapes(word, graph_.shapeSet(std::move(shapes)));
    }
    if (guardType(word, check, false)) return;
    Node* checked =
        callEntry("checkType", {scope_->closure, word}, (int64_t{in.operand('t')} << 16) | in.operand('a'));
    drop(1);
    push(checked);
}

Node* Lifter::guardBool(Node* word) {
    if (word->kind == NodeKind::BoxBool) return word->inputs[0];
    if (const Fact* fact = find(word, Fact::Kind::Bool)) return fact->unboxed;
    Node* raw = guard(NodeKind::UnboxBool, {escape(word)});
    learn(word, Fact::Kind::Bool, raw);
    return raw;
}

// Where an iterator over ints is asked for at once, no range is made.
void Lifter::liftRange(const bc::Instruction& in) {
    const auto& code = scope_->proto->def->code;
    bc::Instruction next;
    bool iterates =
        bc::decode(code, in.next, next) && next.op == Opcode::GetIter && !scope_->map->isLeader(in.next);
    if (!iterates || isStubborn() || !mayBeVirtual()) return liftByInterpreter(in);
    Node* from = toInt(top(1));
    Node* to = toInt(top(0));
    Node* count = guard(NodeKind::SubInt, {to, from});
    if (in.operand('b') != 0) count = guard(NodeKind::AddInt, {count, intConst(1)});
    count = emit(NodeKind::MaxInt, {count, intConst(0)});
    drop(2);
    push(makeVirtual(ExitObject::Kind::RangeIterator, {from, count, to}));
    at_ = next;  // done with it
}

void Lifter::liftGetIter(const bc::Instruction& in) {
    Node* source = top(0);
    const Fact* fact = find(source, Fact::Kind::Object);
    bool list = fact != nullptr ? fact->what == static_cast<uint64_t>(ObjectKind::List)
                                : in.operand('b') == 0 && source->kind != NodeKind::CallOp;
    if (list && !isStubborn() && mayBeVirtual()) {
        guardKind(source, ObjectKind::List);
        Node* id = makeVirtual(ExitObject::Kind::ListIterator, {escape(source), intConst(0)});
        drop(1);
        return push(id);
    }
    Node* iterator = callEntry("getIter", {source}, in.operand('b'));
    drop(1);
    push(iterator);
}

void Lifter::liftIterNext(const bc::Instruction& in) {
    const uint32_t slot = in.operand('s');
    Node* iterator = local(slot);
    const auto end = static_cast<uint32_t>(in.target());
    VirtualObject* object = virtualOf(iterator);
    Node* more = nullptr;
    Node* element = nullptr;
    Node* length = nullptr;
    if (object != nullptr && object->kind == ExitObject::Kind::RangeIterator) {
        Node* left = object->parts[1];
        more = emit(NodeKind::CompareInt, {left, intConst(0)});
        more->imm = static_cast<int64_t>(Relation::Ne);
    } else if (object != nullptr) {
        length = emit(NodeKind::ListLength, {object->parts[0]});
        more = emit(NodeKind::CompareInt, {object->parts[1], length});
        more->imm = static_cast<int64_t>(Relation::Lt);
    } else {
        element = callEntry("nextOf", {iterator});
        Node* ended = emit(NodeKind::IsUndef, {element});
        more = emit(NodeKind::NotBool, {ended});
    }
    Block* next = graph_.newBlock();
    Block* done = graph_.newBlock();
    graph_.append(block_, NodeKind::Branch, {more});
    Graph::connect(block_, next);
    Graph::connect(block_, done);
    const Env env = env_;
    block_ = done;
    local(slot) = undef();
    std::erase_if(env_.objects, [&](const VirtualObject& o) { return o.id == iterator; });
    flowTo(*scope_, end);

    block_ = next;
    env_ = env;
    before_ = nullptr;
    object = virtualOf(iterator);
    if (object != nullptr && object->kind == ExitObject::Kind::RangeIterator) {
        Node* position = object->parts[0];
        element = box(position);
        Node* to = object->parts[2];
        object->parts = {emit(NodeKind::AddIntWrap, {position, intConst(1), to}),
                         emit(NodeKind::SubIntWrap, {object->parts[1], intConst(1)}), to};
    } else if (object != nullptr) {
        element = emit(NodeKind::LoadAnyElement, {object->parts[0], object->parts[1]});
        object->parts[1] = emit(NodeKind::AddIntWrap, {object->parts[1], intConst(1), length});
    }
    push(element);
    flowTo(*scope_, in.next);
    endBlock();
}

}  // namespace noodle::jit
