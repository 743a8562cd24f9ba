// Builds BcModules by hand for the VM's tests. Stack depths are given by the verifier; maxStack is generous.
#pragma once

#include <cstring>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "runtime/value/function_info.h"
#include "vm/bytecode/module.h"
#include "vm/bytecode/opcode_info.h"

namespace noodle::testing {

using bc::Opcode;

class ModuleBuilder;

struct Label {
    int id = -1;
};

class FunctionBuilder {
  public:
    FunctionBuilder(ModuleBuilder& module, uint32_t index) : module_(module), index_(index) {}

    uint32_t index() const { return index_; }
    bc::FunctionDef& def();
    FunctionBuilder& param(const std::string& name, ParamKind kind = ParamKind::Positional,
                           bool optional = false);
    FunctionBuilder& flags(uint32_t flags);
    FunctionBuilder& slots(uint16_t count);
    FunctionBuilder& capture(bc::Capture::From from, uint16_t index);
    uint16_t name(const std::string& text);
    uint16_t nameList(const std::vector<std::string>& texts);
    uint16_t constant(bc::Constant c);
    uint16_t stringConstant(const std::string& text);

    Label label() { return {static_cast<int>(targets_.size() + (targets_.push_back(-1), 0)) - 1}; }
    FunctionBuilder& bind(Label label);
    /// Operands in the order of opcodes.def; `x` operands are supplied.
    FunctionBuilder& op(Opcode op, std::vector<int64_t> operands = {});
    FunctionBuilder& jump(Opcode op, Label target, std::vector<int64_t> before = {});
    FunctionBuilder& line(uint32_t line);
    uint32_t here() const { return static_cast<uint32_t>(code_.size()); }
    FunctionBuilder& handler(uint32_t start, uint32_t end, Label target, uint16_t depth = 0);

    FunctionBuilder& integer(int64_t i) {
        if (i >= -32768 && i < 32768) return op(Opcode::Int16, {i});
        return op(Opcode::Const, {constant(i)});
    }
    FunctionBuilder& string(const std::string& text) { return op(Opcode::Const, {stringConstant(text)}); }
    FunctionBuilder& builtin(const std::string& text) { return op(Opcode::LoadBuiltin, {name(text)}); }
    FunctionBuilder& call(int64_t n) { return op(Opcode::Call, {n}); }
    FunctionBuilder& ret() { return op(Opcode::Return); }
    /// Patches jumps and moves the code into the module.
    void finish();

  private:
    void append(char code, int64_t v);

    ModuleBuilder& module_;
    uint32_t index_;
    std::vector<uint8_t> code_;
    std::vector<int64_t> targets_;
    struct Patch {
        uint32_t at, next;
        int label;
    };
    std::vector<Patch> patches_;
    std::vector<std::pair<bc::Handler, int>> handlers_;
    uint16_t sites_ = 0;
};

class ModuleBuilder {
  public:
    explicit ModuleBuilder(const std::string& moduleName = "test") {
        module.name = moduleName;
        module.sourcePath = moduleName + ".nc";
        function("<module>").flags(FunctionInfo::kModuleBody);
    }
    FunctionBuilder& function(const std::string& name) {
        auto index = static_cast<uint32_t>(module.functions.size());
        module.functions.emplace_back();
        module.functions.back().name = text(name);
        builders_.push_back(std::make_unique<FunctionBuilder>(*this, index));
        builders_.back()->def().maxStack = 40;
        return *builders_.back();
    }
    FunctionBuilder& body() { return *builders_[0]; }
    uint32_t text(const std::string& s) {
        for (uint32_t i = 0; i < module.strings.size(); ++i)
            if (module.strings[i] == s) return i;
        return module.addString(s);
    }
    uint16_t variable(const std::string& name, bool exported = false) {
        for (uint16_t i = 0; i < module.variables.size(); ++i)
            if (module.strings[module.variables[i].name] == name) return i;
        module.variables.push_back({text(name), false});
        auto index = static_cast<uint16_t>(module.variables.size() - 1);
        if (exported) module.exports.push_back({text(name), bc::Export::Kind::Variable, index});
        return index;
    }
    uint16_t request(const std::string& path, bool dotted = false) {
        module.requests.push_back({text(path), false, dotted});
        return static_cast<uint16_t>(module.requests.size() - 1);
    }
    uint16_t import(uint16_t fromRequest, const std::string& name) {
        module.imports.push_back({fromRequest, text(name)});
        return static_cast<uint16_t>(module.imports.size() - 1);
    }
    uint16_t type(bc::TypeDef::Kind kind, const std::string& name, std::vector<uint32_t> operands = {}) {
        module.types.push_back({kind, text(name), std::move(operands)});
        return static_cast<uint16_t>(module.types.size() - 1);
    }
    uint16_t classDef(const std::string& name, uint16_t flags, bool hasSuper,
                      const std::vector<std::pair<std::string, uint32_t>>& fields = {}) {
        bc::ClassDef def;
        def.name = text(name);
        def.flags = flags;
        def.hasSuper = hasSuper;
        for (const auto& [field, typeIndex] : fields)
            def.fields.push_back({text(field), typeIndex, false, false});
        module.classes.push_back(def);
        return static_cast<uint16_t>(module.classes.size() - 1);
    }
    bc::BcModule build() {
        for (auto& builder : builders_) builder->finish();
        return module;
    }

    bc::BcModule module;

  private:
    std::vector<std::unique_ptr<FunctionBuilder>> builders_;
};

inline bc::FunctionDef& FunctionBuilder::def() {
    return module_.module.functions[index_];
}

inline FunctionBuilder& FunctionBuilder::param(const std::string& name, ParamKind kind, bool optional) {
    def().params.push_back({module_.text(name), static_cast<uint8_t>(kind), optional});
    uint16_t needed =
        static_cast<uint16_t>(def().params.size()) + ((def().flags & FunctionInfo::kMethod) != 0);
    def().slotCount = std::max(def().slotCount, needed);
    return *this;
}
inline FunctionBuilder& FunctionBuilder::flags(uint32_t flags) {
    def().flags |= flags;
    if ((flags & FunctionInfo::kMethod) != 0) def().slotCount = std::max<uint16_t>(def().slotCount, 1);
    return *this;
}
inline FunctionBuilder& FunctionBuilder::slots(uint16_t count) {
    def().slotCount = std::max(def().slotCount, count);
    return *this;
}
inline FunctionBuilder& FunctionBuilder::capture(bc::Capture::From from, uint16_t index) {
    def().captures.push_back({from, index});
    return *this;
}
inline uint16_t FunctionBuilder::name(const std::string& text) {
    uint32_t s = module_.text(text);
    auto& names = def().names;
    for (uint16_t i = 0; i < names.size(); ++i)
        if (names[i] == s) return i;
    names.push_back(s);
    return static_cast<uint16_t>(names.size() - 1);
}
inline uint16_t FunctionBuilder::nameList(const std::vector<std::string>& texts) {
    std::vector<uint32_t> list;
    for (const std::string& text : texts) list.push_back(module_.text(text));
    def().nameLists.push_back(list);
    return static_cast<uint16_t>(def().nameLists.size() - 1);
}
inline uint16_t FunctionBuilder::constant(bc::Constant c) {
    def().constants.push_back(c);
    return static_cast<uint16_t>(def().constants.size() - 1);
}
inline uint16_t FunctionBuilder::stringConstant(const std::string& text) {
    return constant(bc::StringRef{module_.text(text)});
}
inline FunctionBuilder& FunctionBuilder::bind(Label label) {
    targets_[static_cast<size_t>(label.id)] = here();
    return *this;
}
inline void FunctionBuilder::append(char code, int64_t v) {
    uint32_t size = bc::operandSize(code);
    for (uint32_t i = 0; i < size; ++i)
        code_.push_back(static_cast<uint8_t>(static_cast<uint64_t>(v) >> (8 * i)));
}
inline FunctionBuilder& FunctionBuilder::op(Opcode op, std::vector<int64_t> operands) {
    code_.push_back(static_cast<uint8_t>(op));
    size_t i = 0;
    for (const char* c = bc::opcodeInfo(op).operands; *c != 0; ++c)
        append(*c, *c == 'x' ? sites_++ : operands.at(i++));
    return *this;
}
inline FunctionBuilder& FunctionBuilder::jump(Opcode op, Label target, std::vector<int64_t> before) {
    code_.push_back(static_cast<uint8_t>(op));
    size_t i = 0;
    for (const char* c = bc::opcodeInfo(op).operands; *c != 0; ++c) {
        if (*c == 'j') patches_.push_back({here(), here() + 4, target.id});
        append(*c, *c == 'j' ? 0 : *c == 'x' ? sites_++ : before.at(i++));
    }
    return *this;
}
inline FunctionBuilder& FunctionBuilder::line(uint32_t line) {
    def().lines.push_back({here(), line, 1});
    return *this;
}
inline FunctionBuilder& FunctionBuilder::handler(uint32_t start, uint32_t end, Label target, uint16_t depth) {
    handlers_.push_back({bc::Handler{start, end, 0, depth}, target.id});
    return *this;
}
inline void FunctionBuilder::finish() {
    for (const Patch& patch : patches_) {
        auto offset = static_cast<int32_t>(targets_[static_cast<size_t>(patch.label)] -
                                           static_cast<int64_t>(patch.next));
        std::memcpy(&code_[patch.at], &offset, sizeof offset);
    }
    for (auto& [handler, label] : handlers_) {
        handler.target = static_cast<uint32_t>(targets_[static_cast<size_t>(label)]);
        def().handlers.push_back(handler);
    }
    def().code = bc::Table<uint8_t>(code_);
    def().siteCount = sites_;
}

}  // namespace noodle::testing
