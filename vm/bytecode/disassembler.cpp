#include "vm/bytecode/disassembler.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "vm/bytecode/opcode_info.h"

namespace noodle::bc {

namespace {

constexpr const char* kTypeKinds[] = {"any",
                                      "int",
                                      "float",
                                      "number",
                                      "bool",
                                      "string",
                                      "char",
                                      "bytes",
                                      "bigint",
                                      "null",
                                      "void",
                                      "List",
                                      "Map",
                                      "Set",
                                      "Tuple",
                                      "Range",
                                      "Function",
                                      "Iterator",
                                      "Task",
                                      "Result",
                                      "Error",
                                      "Object",
                                      "union",
                                      "class in variable",
                                      "class of import",
                                      "builtin class",
                                      "class of module"};
static_assert(std::size(kTypeKinds) == static_cast<size_t>(TypeDef::Kind::MemberClass) + 1);

std::string quote(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            constexpr char kHex[] = "0123456789abcdef";
            out += {'\\', 'x', kHex[(c >> 4) & 15], kHex[c & 15]};
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string number(double value) {
    char buffer[40];
    auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return {buffer, end};
}

std::string padded(std::string text, size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

class Disassembler {
  public:
    explicit Disassembler(const BcModule& module) : m_(module) {}

    std::string run(std::string_view filter) {
        if (filter.empty()) tables();
        for (uint32_t i = 0; i < m_.functions.size(); ++i) {
            const FunctionDef& f = m_.functions[i];
            if (filter.empty() || string(f.name) == filter || string(f.qualifiedName) == filter) function(i);
        }
        return std::move(out_);
    }

  private:
    template <typename Table>
    static bool has(const Table& table, uint32_t index) {
        return index < table.size();
    }

    std::string_view string(uint32_t index) const {
        if (index == kNone32) return "";
        return has(m_.strings, index) ? std::string_view(m_.strings[index])
                                      : std::string_view("<out of range>");
    }
    std::string name(uint32_t index) const { return std::string(string(index)); }

    void line(const std::string& text) { (out_ += text) += '\n'; }

    void tables() {
        line("module " + quote(m_.name) + (m_.callsMain ? " calls main" : ""));
        for (uint32_t i = 0; i < m_.types.size(); ++i)
            line("type " + std::to_string(i) + " = " + typeText(i));
        for (uint32_t i = 0; i < m_.classes.size(); ++i) classText(i);
        for (uint32_t i = 0; i < m_.variables.size(); ++i) {
            line((m_.variables[i].isConst ? "const " : "variable ") + std::to_string(i) + " = " +
                 name(m_.variables[i].name));
        }
        for (uint32_t i = 0; i < m_.requests.size(); ++i) {
            line("request " + std::to_string(i) + " = " + quote(string(m_.requests[i].path)) +
                 (m_.requests[i].lazy ? " lazy" : ""));
        }
        for (uint32_t i = 0; i < m_.imports.size(); ++i) {
            line("import " + std::to_string(i) + " = " + name(m_.imports[i].name) + " of request " +
                 std::to_string(m_.imports[i].request));
        }
        constexpr const char* kKinds[] = {"variable ", "import ", "all of request "};
        for (const Export& e : m_.exports) {
            line("export " + name(e.name) + " = " + kKinds[static_cast<size_t>(e.kind)] +
                 std::to_string(e.index));
        }
    }

    std::string typeText(uint32_t index) const {
        if (!has(m_.types, index)) return "<out of range>";
        const TypeDef& t = m_.types[index];
        std::string text = kTypeKinds[static_cast<size_t>(t.kind)];
        for (uint32_t operand : t.operands) text += ' ' + std::to_string(operand);
        return t.name == kNone32 ? text : name(t.name) + " (" + text + ")";
    }

    void classText(uint32_t index) {
        const ClassDef& c = m_.classes[index];
        std::string text = "class " + std::to_string(index) + " = " + name(c.name);
        for (const FieldDef& f : c.fields) {
            text += "\n  field " + name(f.name);
            if (f.type != kNone32) text += ": " + typeText(f.type);
            text += std::string(f.optional ? " optional" : "") + (f.isConst ? " const" : "") +
                    (f.isPrivate ? " private" : "");
        }
        line(text);
    }

    // ---- functions

    void function(uint32_t index) {
        const FunctionDef& f = m_.functions[index];
        line("");
        std::string head = "function " + std::to_string(index) + " " +
                           name(f.qualifiedName == kNone32 ? f.name : f.qualifiedName) + "(";
        for (size_t i = 0; i < f.params.size(); ++i) {
            head += (i ? ", " : "") + name(f.params[i].name) + (f.params[i].optional ? "?" : "");
        }
        line(head + ")  slots " + std::to_string(f.slotCount) + ", stack " + std::to_string(f.maxStack) +
             ", flags " + std::to_string(f.flags));
        for (size_t i = 0; i < f.captures.size(); ++i) {
            constexpr const char* kFrom[] = {"cell in slot ", "value of slot ", "upvalue "};
            line("  upvalue " + std::to_string(i) + " = " + kFrom[static_cast<size_t>(f.captures[i].from)] +
                 std::to_string(f.captures[i].index));
        }
        findLabels(f);
        code(f);
        for (const Handler& h : f.handlers) {
            line("  handler " + std::to_string(h.start) + " .. " + std::to_string(h.end) + " -> " +
                 label(h.target) + " depth " + std::to_string(h.depth));
        }
    }

    void findLabels(const FunctionDef& f) {
        labels_.clear();
        depths_.clear();
        Instruction in;
        for (uint32_t pc = 0; decode(f.code, pc, in); pc = in.next) {
            if (in.info().has(kBranch)) labels_[in.target()] = 0;
        }
        for (const Handler& h : f.handlers) {
            labels_[h.target] = 0;
            depths_[h.target] = h.depth + 1u;
        }
        uint32_t count = 0;
        for (auto& [pc, number] : labels_) number = count++;
    }

    std::string label(int64_t pc) const {
        auto found = labels_.find(pc);
        return found == labels_.end() ? "<" + std::to_string(pc) + ">" : "L" + std::to_string(found->second);
    }

    void code(const FunctionDef& f) {
        Instruction in;
        size_t nextLine = 0;
        int64_t depth = 0;  // -1: not known here
        for (uint32_t pc = 0; pc < f.code.size(); pc = in.next) {
            if (!decode(f.code, pc, in)) return line("  <no instruction at " + std::to_string(pc) + ">");
            if (labels_.contains(pc)) line(label(pc) + ":");
            if (auto known = depths_.find(pc); known != depths_.end()) depth = known->second;
            std::string where;
            while (nextLine < f.lines.size() && f.lines[nextLine].pc <= pc) {
                where =
                    std::to_string(f.lines[nextLine].line) + ":" + std::to_string(f.lines[nextLine].column);
                ++nextLine;
            }
            std::string row = "  " + padded(std::to_string(pc), 5) + padded(where, 8) +
                              padded(depth < 0 ? "?" : std::to_string(depth), 3);
            line(row + instructionText(f, in));
            depth = follow(f, in, depth);
        }
    }

    bool isSafeForEffect(const FunctionDef& f, const Instruction& in) const {
        if (in.op == Opcode::MakeClass) return has(m_.classes, in.operand('c'));
        return in.op != Opcode::UnpackNames || has(f.nameLists, in.operand('l'));
    }

    // The depth after `in`; forward branch targets are remembered.
    int64_t follow(const FunctionDef& f, const Instruction& in, int64_t depth) {
        if (depth < 0 || !isSafeForEffect(f, in)) return -1;
        StackEffect effect = stackEffect(m_, f, in);
        int64_t left = std::max<int64_t>(0, depth - effect.pops);
        if (in.info().has(kBranch)) depths_[in.target()] = static_cast<uint32_t>(left) + effect.takenPushes;
        return in.info().has(kEnds) ? -1 : left + effect.pushes;
    }

    std::string instructionText(const FunctionDef& f, const Instruction& in) const {
        std::string text = in.info().name;
        uint32_t i = 0;
        for (const char* c = in.info().operands; *c; ++c, ++i) {
            if (*c != 'x') text += ' ' + operandText(f, in, *c, in.operands[i]);
        }
        return text;
    }

    std::string operandText(const FunctionDef& f, const Instruction& in, char code, uint32_t value) const {
        switch (code) {
            case 'i':
            case 'h':
                return std::to_string(static_cast<int32_t>(value));
            case 'j':
                return label(in.target());
            case 's':
                return slotText(f, value);
            case 'k':
                return has(f.constants, value) ? constantText(f.constants[value]) : "<constant>";
            case 'a':
                return has(f.names, value) ? name(f.names[value]) : "<name>";
            case 'l':
                return has(f.nameLists, value) ? listText(f.nameLists[value]) : "<names>";
            case 'v':
                return has(m_.variables, value) ? name(m_.variables[value].name) : "<variable>";
            case 'm':
                return has(m_.imports, value) ? name(m_.imports[value].name) : "<import>";
            case 'r':
                return has(m_.requests, value) ? quote(string(m_.requests[value].path)) : "<request>";
            case 't':
                return typeText(value);
            case 'c':
                return has(m_.classes, value) ? name(m_.classes[value].name) : "<class>";
            case 'f':
                return has(m_.functions, value)
                           ? "#" + std::to_string(value) + " " + name(m_.functions[value].name)
                           : "<function>";
            default:
                return std::to_string(value);
        }
    }

    std::string slotText(const FunctionDef& f, uint32_t slot) const {
        std::string text = "%" + std::to_string(slot);
        if (has(f.slotNames, slot) && f.slotNames[slot] != kNone32) text += ":" + name(f.slotNames[slot]);
        return text;
    }

    std::string constantText(const Constant& c) const {
        if (const auto* i = std::get_if<int64_t>(&c)) return std::to_string(*i);
        if (const auto* d = std::get_if<double>(&c)) return number(*d);
        if (const auto* s = std::get_if<StringRef>(&c)) return quote(string(s->index));
        if (const auto* b = std::get_if<BigIntRef>(&c)) return name(b->index) + "n";
        return "b" + quote(string(std::get_if<BytesRef>(&c)->index));
    }

    std::string listText(const std::vector<uint32_t>& list) const {
        std::string text = "(";
        for (size_t i = 0; i < list.size(); ++i) text += (i ? ", " : "") + name(list[i]);
        return text + ")";
    }

    const BcModule& m_;
    std::string out_;
    std::map<int64_t, uint32_t> labels_;
    std::map<int64_t, uint32_t> depths_;
};

}  // namespace

std::string disassemble(const BcModule& module, std::string_view functionFilter) {
    return Disassembler(module).run(functionFilter);
}

}  // namespace noodle::bc
