#include "vm/load/code_unit.h"

#include <algorithm>

#include "runtime/value/layout.h"
#include "vm/bytecode/verifier.h"

namespace noodle {

std::string_view Proto::displayName() const {
    std::string_view qualified = unit->text(def->qualifiedName);
    return qualified.empty() ? std::string_view(name) : qualified;
}

uint32_t Proto::lineAt(uint32_t offset) const {
    const auto& lines = def->lines;
    auto after = std::upper_bound(lines.begin(), lines.end(), offset,
                                  [](uint32_t pc, const bc::LineEntry& entry) { return pc < entry.pc; });
    return after == lines.begin() ? 0 : std::prev(after)->line;
}

namespace {

/// What the binder relies on: positional parameters first, then at most one rest, keyword-only ones,
/// keywords; and room for all of them and the receiver.
bool isBindable(const bc::FunctionDef& def) {
    bool receiver = (def.flags & (FunctionInfo::kMethod | FunctionInfo::kClassMethod)) != 0;
    if (def.params.size() + receiver > def.slotCount) return false;
    bool onlyPositional = true;
    for (const bc::Param& param : def.params) {
        bool positional = param.kind == static_cast<uint8_t>(ParamKind::Positional);
        if (positional && !onlyPositional) return false;
        onlyPositional = onlyPositional && positional;
    }
    return true;
}

/// Only positional parameters, optional ones last.
bool takesPositionals(const Proto& proto) {
    if (proto.positionalCount != proto.params.size()) return false;
    for (uint32_t i = 0; i < proto.positionalCount; ++i)
        if (proto.params[i].optional != (i >= proto.requiredCount)) return false;
    return true;
}

}  // namespace

Result<std::shared_ptr<const CodeUnit>> CodeUnit::create(bc::BcModule module, std::string file) {
    Outcome verified = bc::verifyModule(module);
    if (!verified.ok()) return verified.failure();
    for (const bc::FunctionDef& def : module.functions)
        if (!isBindable(def)) return Failure{"invalid bytecode: parameters out of order", 65};
    return std::shared_ptr<const CodeUnit>(new CodeUnit(std::move(module), std::move(file)));
}

CodeUnit::CodeUnit(bc::BcModule module, std::string file)
    : module_(std::move(module)), file_(std::move(file)), classes_(module_.classes.size()) {
    protos_.reserve(module_.functions.size());
    for (uint32_t i = 0; i < module_.functions.size(); ++i) buildProto(i);
    for (uint32_t i = 0; i < module_.classes.size(); ++i) buildClass(i);
}

CodeUnit::~CodeUnit() = default;

void CodeUnit::buildProto(uint32_t index) {
    const bc::FunctionDef& def = module_.functions[index];
    auto proto = std::make_unique<Proto>();
    proto->unit = this;
    proto->def = &def;
    proto->code = def.code.data();
    proto->index = index;
    proto->slotCount = def.slotCount;
    proto->maxStack = def.maxStack;
    proto->name = text(def.name);
    // Counted facts about the parameters are derived here, never taken from the file.
    proto->flags = def.flags & ~static_cast<uint32_t>(FunctionInfo::kSimpleParams);
    for (const bc::Param& param : def.params)
        proto->params.push_back(
            {std::string(text(param.name)), static_cast<ParamKind>(param.kind), param.optional});
    proto->finishParams();
    proto->argumentSlots = static_cast<uint32_t>(def.params.size()) + (proto->takesReceiver() ? 1 : 0);
    bool resumable = (proto->flags & (FunctionInfo::kAsync | FunctionInfo::kGenerator)) != 0;
    if (!resumable && takesPositionals(*proto)) {
        uint32_t optional = proto->positionalCount - proto->requiredCount;
        proto->directLeast = proto->argumentSlots - optional;
        proto->directSpan = optional;
    }
    protos_.push_back(std::move(proto));
}

void CodeUnit::buildClass(uint32_t index) {
    const bc::ClassDef& def = module_.classes[index];
    ClassInfo& info = classes_[index];
    info.name = text(def.name);
    // What follows from the super class or the members is found out when the class is made.
    constexpr uint16_t kDeclared = Class::kStruct | Class::kEnum | Class::kInterface | Class::kActor |
                                   Class::kAbstract | Class::kDataclass | Class::kFrozenInstances |
                                   Class::kOrdered;
    info.flags = def.flags & kDeclared;
    info.doc = text(def.doc);
    info.unit = this;
    auto& fields = (info.flags & Class::kEnum) != 0 ? info.payload : info.fields;
    for (const bc::FieldDef& field : def.fields)
        fields.push_back(
            {std::string(text(field.name)), field.type, field.optional, field.isConst, field.isPrivate});
    for (uint32_t name : def.required) info.required.emplace_back(text(name));
    for (uint32_t name : def.matchFields) info.matchFields.emplace_back(text(name));
}

std::string_view CodeUnit::text(uint32_t stringIndex) const {
    return stringIndex < module_.strings.size() ? std::string_view(module_.strings[stringIndex])
                                                : std::string_view();
}

const std::string& CodeUnit::origin() const {
    return module_.sourcePath.empty() ? module_.name : module_.sourcePath;
}

std::string_view CodeUnit::sourceLine(uint32_t line) const {
    return line >= 1 && line <= module_.sourceLines.size() ? std::string_view(module_.sourceLines[line - 1])
                                                           : std::string_view();
}

}  // namespace noodle
