#include "compiler/ir/printer.h"

#include <charconv>
#include <cmath>

#include "compiler/ir/text_names.h"

namespace noodle::ir {

namespace {

constexpr char kHex[] = "0123456789abcdef";

std::string number(double value) {
    if (std::isnan(value)) return "nan";
    char buffer[40];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

class Printer {
  public:
    Printer(const IrModule& module, PrintOptions options) : m_(module), options_(options) {}

    std::string module() {
        const bc::BcModule& t = m_.tables;
        word("module");
        quoted(t.name);
        quoted(t.sourcePath);
        counted("hash", t.sourceHash);
        if (t.callsMain) word("callsMain");
        if (t.mainVariable != kNone) counted("main", t.mainVariable);
        newline();
        types();
        classes();
        links();
        for (uint32_t i = 0; i < m_.functions.size(); ++i) function(i);
        return std::move(out_);
    }

    std::string oneFunction(uint32_t index) {
        function(index);
        return std::move(out_);
    }

  private:
    // ---- words
    void word(std::string_view text) {
        if (!out_.empty() && out_.back() != '\n' && out_.back() != ' ' && out_.back() != '(' &&
            out_.back() != '[')
            out_ += ' ';
        out_ += text;
    }
    void newline() { out_ += '\n'; }
    void counted(const char* label, uint64_t value) {
        word(label);
        word(std::to_string(value));
    }
    void prefixed(char prefix, uint32_t value) { word(prefix + std::to_string(value)); }
    void quoted(std::string_view text) {
        word("\"");
        for (char c : text) {
            auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') {
                out_ += '\\';
                out_ += c;
            } else if (byte < 0x20 || byte >= 0x7F) {
                out_ += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
            } else {
                out_ += c;
            }
        }
        out_ += '"';
    }
    void string(uint32_t index) { quoted(m_.string(index)); }
    void optionalString(const char* label, uint32_t index) {
        if (index == kNone) return;
        word(label);
        string(index);
    }
    template <typename List>
    void names(const List& list) {
        word("[");
        for (uint32_t name : list) string(name);
        out_ += ']';
    }

    // ---- tables
    void types() {
        for (uint32_t i = 0; i < m_.tables.types.size(); ++i) {
            const bc::TypeDef& t = m_.tables.types[i];
            counted("type", i);
            word(kTypeKindNames[static_cast<size_t>(t.kind)]);
            optionalString("name", t.name);
            for (uint32_t operand : t.operands) word(std::to_string(operand));
            newline();
        }
    }

    void classes() {
        for (uint32_t i = 0; i < m_.tables.classes.size(); ++i) {
            const bc::ClassDef& c = m_.tables.classes[i];
            counted("class", i);
            string(c.name);
            counted("flags", c.flags);
            if (c.hasSuper) word("super");
            counted("interfaces", c.interfaceCount);
            optionalString("doc", c.doc);
            word("required");
            names(c.required);
            word("match");
            names(c.matchFields);
            newline();
            for (const bc::FieldDef& f : c.fields) field(f);
        }
    }

    void field(const bc::FieldDef& f) {
        word("  field");
        string(f.name);
        if (f.type != kNone) prefixed('t', f.type);
        if (f.optional) word("optional");
        if (f.isConst) word("const");
        if (f.isPrivate) word("private");
        newline();
    }

    void links() {
        const bc::BcModule& t = m_.tables;
        for (const bc::ModuleVariable& v : t.variables) {
            word("variable");
            string(v.name);
            if (v.isConst) word("const");
            newline();
        }
        for (const bc::ModuleRequest& r : t.requests) {
            word("request");
            string(r.path);
            if (r.lazy) word("lazy");
            if (r.dotted) word("dotted");
            newline();
        }
        for (const bc::ImportBinding& b : t.imports) {
            counted("import", b.request);
            string(b.name);
            newline();
        }
        for (const bc::Export& e : t.exports) {
            word("export");
            word(kExportKindNames[static_cast<size_t>(e.kind)]);
            word(std::to_string(e.index));
            optionalString("name", e.name);
            newline();
        }
        for (const std::string& line : t.sourceLines) {
            word("line");
            quoted(line);
            newline();
        }
    }

    // ---- functions
    void function(uint32_t index) {
        const IrFunction& f = m_.functions[index];
        counted("function", index);
        string(f.name);
        optionalString("qualified", f.qualifiedName);
        counted("flags", f.flags);
        if (f.returnType != kNone) {
            word("returns");
            prefixed('t', f.returnType);
        }
        optionalString("doc", f.doc);
        newline();
        declarations(f);
        for (BlockId id : f.order) block(f, id);
    }

    void declarations(const IrFunction& f) {
        for (const bc::Param& p : f.params) {
            word("  param");
            string(p.name);
            word(std::to_string(p.kind));
            if (p.optional) word("optional");
            newline();
        }
        for (const bc::Capture& c : m_.capturesOf(f)) {
            word("  capture");
            word(kCaptureNames[static_cast<size_t>(c.from)]);
            word(std::to_string(c.index));
            newline();
        }
        for (uint32_t i = 0; i < f.slots.size(); ++i) {
            const Slot& s = f.slots[i];
            word("  slot");
            prefixed('%', i);
            optionalString("name", s.name);
            word(nameOf(s.type));
            if (s.isCell) word("cell");
            newline();
        }
    }

    void block(const IrFunction& f, BlockId id) {
        const Block& b = f.block(id);
        word("  block");
        prefixed('b', id.index);
        if (b.handler.valid()) {
            word("handler");
            prefixed('b', b.handler.index);
        }
        newline();
        for (NodeId s : f.statementsOf(b)) tree(f, s);
        if (b.terminator.valid()) tree(f, b.terminator);
    }

    void tree(const IrFunction& f, NodeId root) {
        struct Open {
            NodeId id;
            uint32_t next;
        };
        out_ += "    ";
        std::vector<Open> stack{{root, 0}};
        open(f, root);
        while (!stack.empty()) {
            Open& top = stack.back();
            const Node& n = f.node(top.id);
            if (top.next < n.operandCount) {
                NodeId child = f.operandsOf(n)[top.next++];
                open(f, child);
                stack.push_back({child, 0});
            } else {
                out_ += ')';
                stack.pop_back();
            }
        }
        newline();
    }

    void open(const IrFunction& f, NodeId id) {
        const Node& n = f.node(id);
        const OpInfo& info = opInfo(n.op);
        word("(");
        out_ += info.name;
        if (n.type != info.result) (out_ += ':') += nameOf(n.type);
        if (options_.positions && n.pos.line != 0) {
            out_ += '@' + std::to_string(n.pos.line) + ':' + std::to_string(n.pos.column);
        }
        uint32_t at = 0;
        for (const char* c = info.immediates; *c; ++c) {
            immediate(f, n, *c, at);
            at += *c == 'I' || *c == 'F' ? 2 : 1;
        }
    }

    void immediate(const IrFunction& f, const Node& n, char code, uint32_t at) {
        switch (code) {
            case 'I':
                word(std::to_string(n.intValue()));
                break;
            case 'F':
                word(number(n.floatValue()));
                break;
            case 'S':
            case 'a':
                string(n.imm[at]);
                break;
            case 'l':
                names(f.nameLists[n.imm[at]]);
                break;
            case 'h':
                word(std::to_string(static_cast<int32_t>(n.imm[at])));
                break;
            case 'b':
                word(std::to_string(n.imm[at]));
                break;
            case 's':
                prefixed('%', n.imm[at]);
                break;
            case 'B':
                prefixed('b', n.imm[at]);
                break;
            default:
                prefixed(code, n.imm[at]);
                break;
        }
    }

    const IrModule& m_;
    PrintOptions options_;
    std::string out_;
};

}  // namespace

std::string printModule(const IrModule& module, PrintOptions options) {
    return Printer(module, options).module();
}

std::string printFunction(const IrModule& module, uint32_t functionIndex, PrintOptions options) {
    return Printer(module, options).oneFunction(functionIndex);
}

}  // namespace noodle::ir
