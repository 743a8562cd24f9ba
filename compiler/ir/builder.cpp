#include "compiler/ir/builder.h"

#include <algorithm>

#include "compiler/ir/static_type.h"
#include "runtime/base/check.h"
#include "runtime/base/hash.h"

namespace noodle::ir {

// ---- ModuleBuilder

ModuleBuilder::ModuleBuilder(std::string name, std::string sourcePath) {
    module_.tables.name = std::move(name);
    module_.tables.sourcePath = std::move(sourcePath);
}

uint32_t ModuleBuilder::string(std::string_view text) {
    if (module_.tables.strings.size() * 2 >= strings_.size()) growStrings();
    uint32_t hash = foldHash(hashText64(text, 0));
    size_t mask = strings_.size() - 1;
    size_t at = hash & mask;
    for (; strings_[at].index != kNone; at = (at + 1) & mask) {
        if (strings_[at].hash == hash && module_.tables.strings[strings_[at].index] == text)
            return strings_[at].index;
    }
    strings_[at] = {hash, module_.tables.addString(text)};
    return strings_[at].index;
}

void ModuleBuilder::growStrings() {
    std::vector<StringSlot> bigger(std::max<size_t>(64, strings_.size() * 2));
    size_t mask = bigger.size() - 1;
    for (const StringSlot& slot : strings_) {
        if (slot.index == kNone) continue;
        size_t at = slot.hash & mask;
        while (bigger[at].index != kNone) at = (at + 1) & mask;
        bigger[at] = slot;
    }
    strings_.swap(bigger);
}

uint32_t ModuleBuilder::type(const bc::TypeDef& type) {
    std::vector<uint32_t> key{static_cast<uint32_t>(type.kind), type.name};
    key.insert(key.end(), type.operands.begin(), type.operands.end());
    auto [it, added] = types_.emplace(std::move(key), static_cast<uint32_t>(module_.tables.types.size()));
    if (added) module_.tables.types.push_back(type);
    return it->second;
}

uint32_t ModuleBuilder::addClass(bc::ClassDef def) {
    module_.tables.classes.push_back(std::move(def));
    return static_cast<uint32_t>(module_.tables.classes.size() - 1);
}

uint32_t ModuleBuilder::addVariable(std::string_view name, bool isConst) {
    module_.tables.variables.push_back({string(name), isConst});
    return static_cast<uint32_t>(module_.tables.variables.size() - 1);
}

uint32_t ModuleBuilder::request(std::string_view path, bool lazy, bool dotted) {
    uint32_t name = string(path);
    auto& requests = module_.tables.requests;
    for (uint32_t i = 0; i < requests.size(); ++i) {
        if (requests[i].path == name && requests[i].lazy == lazy && requests[i].dotted == dotted) return i;
    }
    requests.push_back({name, lazy, dotted});
    return static_cast<uint32_t>(requests.size() - 1);
}

uint32_t ModuleBuilder::import(uint32_t request, std::string_view exportedName) {
    uint32_t name = string(exportedName);
    auto& imports = module_.tables.imports;
    for (uint32_t i = 0; i < imports.size(); ++i) {
        if (imports[i].request == request && imports[i].name == name) return i;
    }
    imports.push_back({request, name});
    return static_cast<uint32_t>(imports.size() - 1);
}

void ModuleBuilder::addExport(std::string_view name, bc::Export::Kind kind, uint32_t index) {
    module_.tables.exports.push_back({string(name), kind, index});
}

uint32_t ModuleBuilder::reserveFunction(std::vector<bc::Capture> captures) {
    module_.captures.push_back(std::move(captures));
    return module_.functionCount() - 1;
}

IrModule ModuleBuilder::finish() {
    return std::move(module_);
}

// ---- FunctionBuilder: slots and blocks

FunctionBuilder::FunctionBuilder(ModuleBuilder& module, uint32_t index, std::string_view name,
                                 std::string_view qualifiedName, uint32_t flags)
    : FunctionBuilder(module, index, module.string(name), module.string(qualifiedName), flags) {}

FunctionBuilder::FunctionBuilder(ModuleBuilder& module, uint32_t index, uint32_t name, uint32_t qualifiedName,
                                 uint32_t flags, IrFunction memory)
    : module_(module), function_(std::move(memory)) {
    function_.clear();
    function_.index = index;
    function_.name = name;
    function_.qualifiedName = qualifiedName;
    function_.flags = flags;
    setBlock(block());
}

IrFunction FunctionBuilder::take() {
    unreachable();
    return std::move(function_);
}

void FunctionBuilder::finish() {
    uint32_t index = function_.index;
    auto& functions = module_.module_.functions;
    if (functions.size() <= index) functions.resize(module_.module_.functionCount());
    functions[index] = take();
}

SlotId FunctionBuilder::receiver(std::string_view name, bool isCell) {
    NOODLE_CHECK(function_.slots.empty(), "the receiver is slot 0");
    return local(name, StaticType::Any, isCell);
}

SlotId FunctionBuilder::param(std::string_view name, ParamKind kind, bool optional, StaticType type,
                              bool isCell) {
    function_.params.push_back({module_.string(name), static_cast<uint8_t>(kind), optional});
    return local(name, type, isCell);
}

SlotId FunctionBuilder::local(std::string_view name, StaticType type, bool isCell) {
    function_.slots.push_back({module_.string(name), type, isCell});
    return SlotId{static_cast<uint32_t>(function_.slots.size() - 1)};
}

SlotId FunctionBuilder::temp() {
    if (!freeTemps_.empty()) {
        SlotId slot = freeTemps_.back();
        freeTemps_.pop_back();
        return slot;
    }
    function_.slots.push_back({});
    return SlotId{static_cast<uint32_t>(function_.slots.size() - 1)};
}

void FunctionBuilder::freeTemp(SlotId slot) {
    freeTemps_.push_back(slot);
}

uint32_t FunctionBuilder::capture(bc::Capture::From from, uint32_t index) {
    auto& captures = module_.module_.captures[function_.index];
    for (uint32_t i = 0; i < captures.size(); ++i) {
        if (captures[i].from == from && captures[i].index == index) return i;
    }
    NOODLE_CHECK(index <= 0xFFFF, "capture index");
    captures.push_back({from, static_cast<uint16_t>(index)});
    return static_cast<uint32_t>(captures.size() - 1);
}

BlockId FunctionBuilder::block() {
    function_.blocks.emplace_back();
    return BlockId{static_cast<uint32_t>(function_.blocks.size() - 1)};
}

void FunctionBuilder::setBlock(BlockId id) {
    jump(id);
    function_.order.push_back(id);
    function_.block(id).handler = handler_;
    function_.block(id).firstStatement = static_cast<uint32_t>(function_.statements.size());
    current_ = id;
}

BlockId FunctionBuilder::setHandler(BlockId handler) {
    BlockId before = handler_;
    if (handler == before) return before;
    handler_ = handler;
    if (!current_.valid()) return before;
    if (function_.block(current_).statementCount == 0) {
        function_.block(current_).handler = handler;
    } else {
        setBlock(block());
    }
    return before;
}

void FunctionBuilder::emit(NodeId statement) {
    if (!current_.valid()) return;
    const Node& n = function_.node(statement);
    if (opInfo(n.op).kind == OpKind::Value) statement = eval(statement, n.pos);
    // Only the current block grows, so the statements of a block lie side by side.
    function_.statements.push_back(statement);
    ++function_.block(current_).statementCount;
}

void FunctionBuilder::terminate(NodeId terminator) {
    if (!current_.valid()) return;
    function_.block(current_).terminator = terminator;
    current_ = {};
}

// ---- FunctionBuilder: ends of blocks

void FunctionBuilder::jump(BlockId target, SourcePos pos) {
    terminate(make(Op::Jump, {}, pos, {target.index}));
}

void FunctionBuilder::branch(NodeId condition, BlockId thenBlock, BlockId elseBlock, SourcePos pos) {
    terminate(make(Op::Branch, {condition}, pos, {thenBlock.index, elseBlock.index}));
}

void FunctionBuilder::iterNext(SlotId iterator, NodeId store, BlockId body, BlockId exit, SourcePos pos) {
    terminate(make(Op::IterNext, {store}, pos, {iterator.index, body.index, exit.index}));
}

void FunctionBuilder::endTest(NodeId value, NodeId store, BlockId body, BlockId exit, SourcePos pos) {
    terminate(make(Op::EndTest, {value, store}, pos, {body.index, exit.index}));
}

void FunctionBuilder::jumpIfSupplied(SlotId param, BlockId supplied, BlockId missing, SourcePos pos) {
    terminate(make(Op::JumpIfSupplied, {}, pos, {param.index, supplied.index, missing.index}));
}

void FunctionBuilder::ret(NodeId value, SourcePos pos) {
    terminate(make(Op::Return, {value}, pos));
}
void FunctionBuilder::throwError(NodeId error, SourcePos pos) {
    terminate(make(Op::Throw, {error}, pos));
}
void FunctionBuilder::throwFrom(NodeId error, NodeId cause, SourcePos pos) {
    terminate(make(Op::ThrowFrom, {error, cause}, pos));
}
void FunctionBuilder::rethrow(NodeId error, SourcePos pos) {
    terminate(make(Op::Rethrow, {error}, pos));
}
void FunctionBuilder::matchFail(NodeId subject, SourcePos pos) {
    terminate(make(Op::MatchFail, {subject}, pos));
}
void FunctionBuilder::assertFail(NodeId message, SourcePos pos) {
    terminate(make(Op::AssertFail, {orNull(message, pos)}, pos));
}
void FunctionBuilder::unreachable() {
    if (current_.valid()) terminate(make(Op::Unreachable, {}, {}));
}

// ---- FunctionBuilder: nodes

void FunctionBuilder::open(Op op, SourcePos pos) {
    Node& n = function_.nodes.emplace_back();
    n.op = op;
    n.pos = pos;
    n.firstOperand = static_cast<uint32_t>(function_.operands.size());
}

NodeId FunctionBuilder::close(std::initializer_list<uint32_t> immediates) {
    NOODLE_CHECK(immediates.size() <= 3, "a node has three immediate words");
    Node& n = function_.nodes.back();
    n.operandCount = static_cast<uint32_t>(function_.operands.size()) - n.firstOperand;
    uint32_t word = 0;
    for (uint32_t value : immediates) n.imm[word++] = value;
    n.type = inferNodeType(function_, n);
    return NodeId{static_cast<uint32_t>(function_.nodes.size() - 1)};
}

NodeId FunctionBuilder::make(Op op, NodeList operands, SourcePos pos,
                             std::initializer_list<uint32_t> immediates) {
    open(op, pos);
    for (NodeId operand : operands) addOperand(operand);
    return close(immediates);
}

NodeId FunctionBuilder::makeWith(Op op, NodeId first, NodeList rest, SourcePos pos,
                                 std::initializer_list<uint32_t> immediates) {
    open(op, pos);
    addOperand(first);
    for (NodeId operand : rest) addOperand(operand);
    return close(immediates);
}

NodeId FunctionBuilder::makeNamed(Op op, std::string_view name, NodeList operands, SourcePos pos,
                                  std::initializer_list<uint32_t> immediates) {
    NodeId id = make(op, operands, pos);
    Node& n = function_.node(id);
    n.imm[0] = module_.string(name);
    uint32_t word = 1;
    for (uint32_t value : immediates) n.imm[word++] = value;
    return id;
}

NodeId FunctionBuilder::typed(NodeId node, StaticType type) {
    if (type != StaticType::Any) function_.node(node).type = type;
    return node;
}

uint32_t FunctionBuilder::nameList(std::span<const std::string_view> names) {
    std::vector<uint32_t> list;
    for (std::string_view name : names) list.push_back(module_.string(name));
    auto& lists = function_.nameLists;
    for (uint32_t i = 0; i < lists.size(); ++i) {
        if (lists[i] == list) return i;
    }
    lists.push_back(std::move(list));
    return static_cast<uint32_t>(lists.size() - 1);
}

NodeId FunctionBuilder::orNull(NodeId node, SourcePos pos) {
    return node.valid() ? node : constNull(pos);
}

NodeId FunctionBuilder::constInt(int64_t value, SourcePos pos) {
    NodeId id = make(Op::ConstInt, {}, pos);
    function_.node(id).setInt(value);
    return id;
}

NodeId FunctionBuilder::constFloat(double value, SourcePos pos) {
    NodeId id = make(Op::ConstFloat, {}, pos);
    function_.node(id).setFloat(value);
    return id;
}

NodeId FunctionBuilder::constString(std::string_view value, SourcePos pos) {
    return makeNamed(Op::ConstString, value, {}, pos);
}
NodeId FunctionBuilder::constBytes(std::string_view value, SourcePos pos) {
    return makeNamed(Op::ConstBytes, value, {}, pos);
}
NodeId FunctionBuilder::constBigInt(std::string_view decimal, SourcePos pos) {
    return makeNamed(Op::ConstBigInt, decimal, {}, pos);
}
NodeId FunctionBuilder::constBool(bool value, SourcePos pos) {
    return make(Op::ConstBool, {}, pos, {value ? 1u : 0u});
}
NodeId FunctionBuilder::constNull(SourcePos pos) {
    return make(Op::ConstNull, {}, pos);
}

NodeId FunctionBuilder::loadLocal(SlotId slot, SourcePos pos) {
    return make(Op::LoadLocal, {}, pos, {slot.index});
}
NodeId FunctionBuilder::loadLocalChecked(SlotId slot, std::string_view name, SourcePos pos) {
    return make(Op::LoadLocalChecked, {}, pos, {slot.index, module_.string(name)});
}
NodeId FunctionBuilder::loadCell(SlotId slot, SourcePos pos) {
    return make(Op::LoadCell, {}, pos, {slot.index});
}
NodeId FunctionBuilder::loadCellChecked(SlotId slot, std::string_view name, SourcePos pos) {
    return make(Op::LoadCellChecked, {}, pos, {slot.index, module_.string(name)});
}
NodeId FunctionBuilder::loadUpvalue(uint32_t capture, SourcePos pos) {
    return make(Op::LoadUpvalue, {}, pos, {capture});
}
NodeId FunctionBuilder::loadUpvalueChecked(uint32_t capture, std::string_view name, SourcePos pos) {
    return make(Op::LoadUpvalueChecked, {}, pos, {capture, module_.string(name)});
}
NodeId FunctionBuilder::loadCaptured(uint32_t capture, SourcePos pos) {
    return make(Op::LoadCaptured, {}, pos, {capture});
}
NodeId FunctionBuilder::loadModule(uint32_t variable, SourcePos pos) {
    return make(Op::LoadModule, {}, pos, {variable});
}
NodeId FunctionBuilder::loadModuleChecked(uint32_t variable, std::string_view name, SourcePos pos) {
    return make(Op::LoadModuleChecked, {}, pos, {variable, module_.string(name)});
}
NodeId FunctionBuilder::loadImport(uint32_t import, SourcePos pos) {
    return make(Op::LoadImport, {}, pos, {import});
}
NodeId FunctionBuilder::loadBuiltin(std::string_view name, SourcePos pos) {
    return makeNamed(Op::LoadBuiltin, name, {}, pos);
}
NodeId FunctionBuilder::tee(SlotId slot, NodeId value, SourcePos pos) {
    return make(Op::Tee, {value}, pos, {slot.index});
}

NodeId FunctionBuilder::cond(NodeId condition, NodeId thenValue, NodeId elseValue, SourcePos pos) {
    return make(Op::Cond, {condition, thenValue, elseValue}, pos);
}

NodeId FunctionBuilder::seq(NodeList statements, NodeId value, SourcePos pos) {
    open(Op::Seq, pos);
    for (NodeId statement : statements) addOperand(statement);
    addOperand(value);
    return close({});
}

NodeId FunctionBuilder::compareChain(NodeId first, std::span<const ChainLink> links, SourcePos pos) {
    SlotId shared = temp();
    NodeId left = first, all;
    for (size_t i = 0; i < links.size(); ++i) {
        bool last = i + 1 == links.size();
        NodeId right = last ? links[i].right : tee(shared, links[i].right, pos);
        NodeId test = binary(links[i].op, left, right, pos);
        all = all.valid() ? both(all, test, pos) : test;
        if (!last) left = typed(loadLocal(shared, pos), typeOf(links[i].right));
    }
    freeTemp(shared);
    return all;
}

// ---- FunctionBuilder: calls, members, builders

NodeId FunctionBuilder::withSpread(Op op, NodeId first, NodeId list, NodeId map, SourcePos pos,
                                   const uint32_t* name) {
    NodeVector operands{first, list};
    if (map.valid()) operands.push_back(map);
    uint32_t hasMap = map.valid() ? 1 : 0;
    if (name == nullptr) return make(op, operands, pos, {hasMap});
    return make(op, operands, pos, {*name, hasMap});
}

NodeId FunctionBuilder::call(NodeId callee, NodeList args, SourcePos pos) {
    return makeWith(Op::Call, callee, args, pos);
}
NodeId FunctionBuilder::callNamed(NodeId callee, NodeList args, std::span<const std::string_view> names,
                                  SourcePos pos) {
    return makeWith(Op::CallNamed, callee, args, pos, {nameList(names)});
}
NodeId FunctionBuilder::callSpread(NodeId callee, NodeId list, NodeId mapOrNone, SourcePos pos) {
    return withSpread(Op::CallSpread, callee, list, mapOrNone, pos, nullptr);
}
NodeId FunctionBuilder::callMethod(NodeId object, std::string_view name, NodeList args, SourcePos pos) {
    return makeWith(Op::CallMethod, object, args, pos, {module_.string(name)});
}
NodeId FunctionBuilder::callMethodNamed(NodeId object, std::string_view name, NodeList args,
                                        std::span<const std::string_view> names, SourcePos pos) {
    return makeWith(Op::CallMethodNamed, object, args, pos, {module_.string(name), nameList(names)});
}
NodeId FunctionBuilder::callMethodSpread(NodeId object, std::string_view name, NodeId list, NodeId mapOrNone,
                                         SourcePos pos) {
    uint32_t index = module_.string(name);
    return withSpread(Op::CallMethodSpread, object, list, mapOrNone, pos, &index);
}
NodeId FunctionBuilder::callSuper(NodeId self, std::string_view name, NodeList args, SourcePos pos) {
    return makeWith(Op::CallSuper, self, args, pos, {module_.string(name)});
}
NodeId FunctionBuilder::callSuperNamed(NodeId self, std::string_view name, NodeList args,
                                       std::span<const std::string_view> names, SourcePos pos) {
    return makeWith(Op::CallSuperNamed, self, args, pos, {module_.string(name), nameList(names)});
}
NodeId FunctionBuilder::callSuperSpread(NodeId self, std::string_view name, NodeId list, NodeId mapOrNone,
                                        SourcePos pos) {
    uint32_t index = module_.string(name);
    return withSpread(Op::CallSuperSpread, self, list, mapOrNone, pos, &index);
}

NodeId FunctionBuilder::getSlice(NodeId object, NodeId start, NodeId end, NodeId step, SourcePos pos) {
    start = orNull(start, pos);
    end = orNull(end, pos);
    step = orNull(step, pos);
    return make(Op::GetSlice, {object, start, end, step}, pos);
}

NodeId FunctionBuilder::makeTuple(NodeList items, SourcePos pos) {
    bool plain = std::none_of(items.begin(), items.end(),
                              [&](NodeId id) { return function_.node(id).op == Op::Spread; });
    if (plain) return make(Op::MakeTuple, items, pos);
    NodeId list = makeList(items, pos);
    return call(loadBuiltin("tuple", pos), {list}, pos);
}

NodeId FunctionBuilder::makeRange(NodeId from, NodeId to, bool inclusive, SourcePos pos) {
    return make(Op::MakeRange, {from, to}, pos, {inclusive ? 1u : 0u});
}

NodeId FunctionBuilder::format(NodeId value, NodeId spec, uint8_t conversion, SourcePos pos) {
    spec = orNull(spec, pos);
    return make(Op::Format, {value, spec}, pos, {conversion});
}

NodeId FunctionBuilder::defineMember(NodeId cls, std::string_view name, NodeId value, uint8_t memberFlags,
                                     SourcePos pos) {
    return makeNamed(Op::DefineMember, name, {cls, value}, pos, {memberFlags});
}

NodeId FunctionBuilder::defineVariant(NodeId cls, std::string_view name,
                                      std::span<const std::string_view> payload, NodeId valueOrNone,
                                      SourcePos pos) {
    uint32_t given = valueOrNone.valid() ? 1 : 0;
    NodeId value = orNull(valueOrNone, pos);
    return makeNamed(Op::DefineVariant, name, {cls, value}, pos, {nameList(payload), given});
}

NodeId FunctionBuilder::getIter(NodeId value, bool twoTargets, SourcePos pos) {
    return make(Op::GetIter, {value}, pos, {twoTargets ? 1u : 0u});
}

NodeId FunctionBuilder::checkType(NodeId value, uint32_t type, std::string_view place, SourcePos pos) {
    using Kind = bc::TypeDef::Kind;
    NodeId id = make(Op::CheckType, {value}, pos, {type, module_.string(place)});
    switch (module_.tables().types[type].kind) {
        case Kind::Int:
            return typed(id, StaticType::Int);
        case Kind::Float:
            return typed(id, StaticType::Float);
        case Kind::Bool:
            return typed(id, StaticType::Bool);
        case Kind::String:
            return typed(id, StaticType::String);
        default:
            return id;
    }
}

// ---- FunctionBuilder: statements

NodeId FunctionBuilder::setField(NodeId object, std::string_view name, NodeId value, SourcePos pos) {
    return makeNamed(Op::SetField, name, {object, value}, pos);
}
NodeId FunctionBuilder::initField(NodeId object, std::string_view name, NodeId value, SourcePos pos) {
    return makeNamed(Op::InitField, name, {object, value}, pos);
}
NodeId FunctionBuilder::setIndex(NodeId object, NodeId index, NodeId value, SourcePos pos) {
    return make(Op::SetIndex, {object, index, value}, pos);
}
NodeId FunctionBuilder::setSlice(NodeId object, NodeId start, NodeId end, NodeId step, NodeId value,
                                 SourcePos pos) {
    start = orNull(start, pos);
    end = orNull(end, pos);
    step = orNull(step, pos);
    return make(Op::SetSlice, {object, start, end, step, value}, pos);
}
NodeId FunctionBuilder::unpack(NodeId value, NodeList targets, SourcePos pos) {
    return makeWith(Op::Unpack, value, targets, pos);
}
NodeId FunctionBuilder::unpackRest(NodeId value, NodeList targets, uint8_t restIndex, SourcePos pos) {
    return makeWith(Op::UnpackRest, value, targets, pos, {restIndex});
}
NodeId FunctionBuilder::unpackNames(NodeId value, std::span<const std::string_view> names, bool hasRest,
                                    NodeList targets, SourcePos pos) {
    return makeWith(Op::UnpackNames, value, targets, pos, {nameList(names), hasRest ? 1u : 0u});
}

}  // namespace noodle::ir
