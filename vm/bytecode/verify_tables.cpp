#include <algorithm>
#include <string_view>

#include "runtime/base/utf8.h"
#include "runtime/value/function_info.h"
#include "runtime/value/layout.h"
#include "vm/bytecode/limits.h"
#include "vm/bytecode/verifier.h"
#include "vm/bytecode/verify_internal.h"

namespace noodle::bc {

namespace {

using detail::bad;

bool isDecimal(std::string_view s) {
    if (!s.empty() && s[0] == '-') s.remove_prefix(1);
    if (s.empty() || s.size() > kMaxBigIntDigits) return false;
    for (char c : s) {
        if (c < '0' || c > '9') return false;
    }
    return true;
}

constexpr uint32_t kKnownFunctionFlags = FunctionInfo::kActorMethod * 2 - 1;
/// What a declaration may say of its class; the rest is found out when the class is made.
constexpr uint32_t kKnownClassFlags = Class::kStruct | Class::kEnum | Class::kInterface | Class::kError |
                                      Class::kActor | Class::kAbstract | Class::kDataclass |
                                      Class::kHasDestructor | Class::kCustomEquals | Class::kFrozenInstances |
                                      Class::kOrdered;

class TableVerifier {
  public:
    TableVerifier(const BcModule& module, detail::ModuleFacts& facts) : m_(module), facts_(facts) {}

    Outcome run() {
        for (std::string_view s : m_.strings) facts_.isText.push_back(isValidUtf8(s));
        NOODLE_TRY(sizes());
        NOODLE_TRY(types());
        NOODLE_TRY(classes());
        NOODLE_TRY(links());
        if (m_.functions.empty()) return bad("no module body");
        for (uint32_t i = 0; i < m_.functions.size(); ++i) NOODLE_TRY(function(i));
        return Unit{};
    }

  private:
    bool text(uint32_t index) const { return index < m_.strings.size() && facts_.isText[index]; }
    bool textOrNone(uint32_t index) const { return index == kNone32 || text(index); }
    bool typeOrNone(uint32_t index) const { return index == kNone32 || index < m_.types.size(); }
    template <typename List>
    bool texts(const List& list) const {
        for (uint32_t index : list) {
            if (!text(index)) return false;
        }
        return true;
    }

    Outcome sizes() {
        for (size_t size : {m_.types.size(), m_.classes.size(), m_.variables.size(), m_.requests.size(),
                            m_.imports.size()}) {
            if (size > kMaxTableEntries) return bad("a module table is too long");
        }
        if (!isValidUtf8(m_.name) || !isValidUtf8(m_.sourcePath)) return bad("the module's name is not text");
        return Unit{};
    }

    Outcome types() {
        for (uint32_t i = 0; i < m_.types.size(); ++i) {
            if (!type(i)) return bad("type " + std::to_string(i));
        }
        return Unit{};
    }

    bool type(uint32_t index) const {
        using Kind = TypeDef::Kind;
        const TypeDef& t = m_.types[index];
        if (t.kind > Kind::MemberClass || !textOrNone(t.name)) return false;
        auto one = [&](size_t bound) { return t.operands.size() == 1 && t.operands[0] < bound; };
        switch (t.kind) {
            case Kind::Union:
            case Kind::Tuple:
                if (t.kind == Kind::Union && t.operands.empty()) return false;
                for (uint32_t operand : t.operands) {
                    if (operand >= index) return false;
                }
                return true;
            case Kind::ModuleClass:
                return one(m_.variables.size());
            case Kind::ImportClass:
                return one(m_.imports.size());
            case Kind::MemberClass:
                return text(t.name) && one(m_.requests.size());
            case Kind::BuiltinClass:
                return text(t.name) && t.operands.empty();
            default:
                return t.operands.empty();
        }
    }

    Outcome classes() {
        for (uint32_t i = 0; i < m_.classes.size(); ++i) {
            const ClassDef& c = m_.classes[i];
            bool ok = (c.flags & ~kKnownClassFlags) == 0 && text(c.name) && textOrNone(c.doc) &&
                      texts(c.required) && texts(c.matchFields) && textOrNone(c.decorators) &&
                      c.interfaceCount < kMaxOperandStack && c.fields.size() <= kMaxTableEntries;
            for (const FieldDef& f : c.fields)
                ok = ok && text(f.name) && typeOrNone(f.type) && textOrNone(f.annotation) &&
                     textOrNone(f.defaultText);
            if (!ok) return bad("class " + std::to_string(i));
        }
        return Unit{};
    }

    Outcome links() {
        for (const ModuleVariable& v : m_.variables) {
            if (!text(v.name)) return bad("module variable");
        }
        for (const ModuleRequest& r : m_.requests) {
            if (!text(r.path)) return bad("module request");
        }
        for (const ImportBinding& b : m_.imports) {
            if (!text(b.name) || b.request >= m_.requests.size()) return bad("import binding");
        }
        for (const Export& e : m_.exports) {
            if (!exported(e)) return bad("export");
        }
        if (m_.mainVariable != kNone32 && m_.mainVariable >= m_.variables.size()) return bad("main");
        if (m_.callsMain && m_.mainVariable == kNone32) return bad("main");
        return Unit{};
    }

    bool exported(const Export& e) const {
        switch (e.kind) {
            case Export::Kind::Variable:
                return text(e.name) && e.index < m_.variables.size();
            case Export::Kind::Reexport:
                return text(e.name) && e.index < m_.imports.size();
            case Export::Kind::Star:
                return textOrNone(e.name) && e.index < m_.requests.size();
        }
        return false;
    }

    Outcome function(uint32_t index) {
        const FunctionDef& f = m_.functions[index];
        auto where = [&](const char* what) { return bad("function " + std::to_string(index) + ": " + what); };
        if (!text(f.name) || !textOrNone(f.qualifiedName) || !textOrNone(f.doc)) return where("name");
        if (f.flags > kKnownFunctionFlags) return where("flags");
        bool isBody = (f.flags & FunctionInfo::kModuleBody) != 0;
        if (isBody != (index == 0)) return where("only function 0 is a module body");
        if (isBody && (!f.params.empty() || !f.captures.empty())) return where("a module body takes nothing");
        if (!typeOrNone(f.returnType) || !textOrNone(f.returnText)) return where("return type");
        if (!textOrNone(f.decorators)) return where("decorators");
        NOODLE_TRY(params(f, where("parameters")));
        NOODLE_TRY(pools(f, where("constants or names")));
        if (f.slotCount > kMaxSlots || f.maxStack > kMaxOperandStack) return where("frame too large");
        if (f.code.empty() || f.code.size() > kMaxCode) return where("code size");
        if (!f.slotNames.empty() && f.slotNames.size() != f.slotCount) return where("slot names");
        for (uint32_t name : f.slotNames) {
            if (!textOrNone(name)) return where("slot names");
        }
        return captures(f, where("captures"));
    }

    Outcome params(const FunctionDef& f, const Failure& failure) const {
        uint32_t receiver = (f.flags & FunctionInfo::kMethod) != 0 ? 1 : 0;
        if (f.params.size() > kMaxParams || f.params.size() + receiver > f.slotCount) return failure;
        uint32_t rests = 0, keywords = 0;
        for (const Param& p : f.params) {
            if (!text(p.name) || p.kind > static_cast<uint8_t>(ParamKind::Keywords)) return failure;
            if (!textOrNone(p.annotation) || !textOrNone(p.defaultText)) return failure;
            rests += p.kind == static_cast<uint8_t>(ParamKind::Rest);
            keywords += p.kind == static_cast<uint8_t>(ParamKind::Keywords);
        }
        if (rests > 1 || keywords > 1) return failure;
        return Unit{};
    }

    bool constant(const Constant& c) const {
        if (const auto* s = std::get_if<StringRef>(&c)) return text(s->index);
        if (const auto* b = std::get_if<BytesRef>(&c)) return b->index < m_.strings.size();
        if (const auto* b = std::get_if<BigIntRef>(&c))
            return text(b->index) && isDecimal(m_.strings[b->index]);
        return true;
    }

    Outcome pools(const FunctionDef& f, const Failure& failure) const {
        if (f.constants.size() > kMaxPoolEntries || f.names.size() > kMaxPoolEntries ||
            f.nameLists.size() > kMaxPoolEntries || !texts(f.names)) {
            return failure;
        }
        for (const Constant& c : f.constants) {
            if (!constant(c)) return failure;
        }
        for (const auto& list : f.nameLists) {
            if (list.size() > kMaxOperandStack || !texts(list)) return failure;
        }
        return Unit{};
    }

    Outcome captures(const FunctionDef& f, const Failure& failure) {
        detail::CaptureNeeds needs;
        if (f.captures.size() > kMaxCaptures) return failure;
        for (const Capture& c : f.captures) {
            if (c.from > Capture::From::Upvalue) return failure;
            uint32_t& need = c.from == Capture::From::Upvalue ? needs.upvalues : needs.slots;
            need = std::max(need, uint32_t{c.index} + 1);
        }
        facts_.needs.push_back(needs);
        return Unit{};
    }

    const BcModule& m_;
    detail::ModuleFacts& facts_;
};

}  // namespace

Outcome detail::verifyTables(const BcModule& module, ModuleFacts& facts) {
    return TableVerifier(module, facts).run();
}

Outcome verifyModule(const BcModule& module) {
    detail::ModuleFacts facts;
    NOODLE_TRY(detail::verifyTables(module, facts));
    for (uint32_t i = 0; i < module.functions.size(); ++i) NOODLE_TRY(detail::verifyCode(module, facts, i));
    return Unit{};
}

}  // namespace noodle::bc
