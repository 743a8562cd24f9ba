#include <xxhash.h>

#include "vm/bytecode/byte_stream.h"
#include "vm/bytecode/nbc.h"
#include "vm/bytecode/opcode_info.h"

namespace noodle::bc {

namespace {

class ModuleWriter {
  public:
    explicit ModuleWriter(const BcModule& module) : m_(module) {}

    std::string run() {
        ByteWriter body;
#define SECTION(name, id) section(body, id, &ModuleWriter::write##name);
#include "vm/bytecode/nbc_sections.def"
        ByteWriter file;
        file.raw(kMagic);
        file.fixed(kFormatVersion, 2);
        file.fixed(0, 2);
        file.fixed(opcodeSetHash(), 4);
        file.fixed(XXH64(body.bytes().data(), body.bytes().size(), 0), 8);
        std::string bytes(file.bytes());
        return bytes.append(body.bytes());
    }

  private:
    void section(ByteWriter& body, uint8_t id, void (ModuleWriter::*write)()) {
        w_.clear();
        (this->*write)();
        body.byte(id);
        body.text(w_.bytes());
    }

    void writeMeta() {
        w_.text(m_.name);
        w_.text(m_.sourcePath);
        w_.fixed(m_.sourceHash, 8);
        w_.flag(m_.callsMain);
        w_.index(m_.mainVariable);
    }

    template <typename Texts>
    void writeTexts(const Texts& texts) {
        w_.unsignedInt(texts.size());
        for (std::string_view s : texts) w_.text(s);
    }
    void writeStrings() {
        writeTexts(m_.strings);
    }
    void writeSourceLines() {
        writeTexts(m_.sourceLines);
    }

    void writeTypes() {
        w_.unsignedInt(m_.types.size());
        for (const TypeDef& t : m_.types) {
            w_.byte(static_cast<uint8_t>(t.kind));
            w_.index(t.name);
            w_.indexes(t.operands);
        }
    }

    void writeClasses() {
        w_.unsignedInt(m_.classes.size());
        for (const ClassDef& c : m_.classes) {
            w_.index(c.name);
            w_.unsignedInt(c.flags);
            w_.flag(c.hasSuper);
            w_.unsignedInt(c.interfaceCount);
            w_.index(c.doc);
            w_.unsignedInt(c.fields.size());
            for (const FieldDef& f : c.fields) {
                w_.index(f.name);
                w_.index(f.type);
                w_.byte(
                    static_cast<uint8_t>((f.optional ? 1 : 0) | (f.isConst ? 2 : 0) | (f.isPrivate ? 4 : 0)));
                w_.index(f.annotation);
                w_.index(f.defaultText);
            }
            w_.indexes(c.required);
            w_.indexes(c.matchFields);
            w_.index(c.decorators);
        }
    }

    void writeVariables() {
        w_.unsignedInt(m_.variables.size());
        for (const ModuleVariable& v : m_.variables) {
            w_.index(v.name);
            w_.flag(v.isConst);
        }
    }

    void writeRequests() {
        w_.unsignedInt(m_.requests.size());
        for (const ModuleRequest& r : m_.requests) {
            w_.index(r.path);
            w_.byte(static_cast<uint8_t>((r.lazy ? 1 : 0) | (r.dotted ? 2 : 0)));
        }
    }

    void writeImports() {
        w_.unsignedInt(m_.imports.size());
        for (const ImportBinding& b : m_.imports) {
            w_.unsignedInt(b.request);
            w_.index(b.name);
        }
    }

    void writeExports() {
        w_.unsignedInt(m_.exports.size());
        for (const Export& e : m_.exports) {
            w_.index(e.name);
            w_.byte(static_cast<uint8_t>(e.kind));
            w_.unsignedInt(e.index);
        }
    }

    void writeFunctions() {
        w_.unsignedInt(m_.functions.size());
        for (const FunctionDef& f : m_.functions) writeFunction(f);
    }

    void writeFunction(const FunctionDef& f) {
        w_.index(f.name);
        w_.index(f.qualifiedName);
        w_.unsignedInt(f.flags);
        w_.index(f.doc);
        w_.index(f.returnType);
        w_.index(f.returnText);
        w_.index(f.decorators);
        w_.unsignedInt(f.params.size());
        for (const Param& p : f.params) {
            w_.index(p.name);
            w_.byte(static_cast<uint8_t>(p.kind * 2 + (p.optional ? 1 : 0)));
            w_.index(p.annotation);
            w_.index(p.defaultText);
        }
        w_.unsignedInt(f.slotCount);
        w_.unsignedInt(f.maxStack);
        w_.unsignedInt(f.siteCount);
        w_.unsignedInt(f.captures.size());
        for (const Capture& c : f.captures) {
            w_.byte(static_cast<uint8_t>(c.from));
            w_.unsignedInt(c.index);
        }
        writeConstants(f);
        w_.indexes(f.names);
        w_.unsignedInt(f.nameLists.size());
        for (const auto& list : f.nameLists) w_.indexes(list);
        w_.text({reinterpret_cast<const char*>(f.code.data()), f.code.size()});
        writeTables(f);
    }

    void writeConstants(const FunctionDef& f) {
        w_.unsignedInt(f.constants.size());
        for (const Constant& c : f.constants) {
            w_.byte(static_cast<uint8_t>(c.index()));
            if (const auto* i = std::get_if<int64_t>(&c)) w_.signedInt(*i);
            if (const auto* d = std::get_if<double>(&c)) w_.floating(*d);
            if (const auto* s = std::get_if<StringRef>(&c)) w_.unsignedInt(s->index);
            if (const auto* b = std::get_if<BigIntRef>(&c)) w_.unsignedInt(b->index);
            if (const auto* b = std::get_if<BytesRef>(&c)) w_.unsignedInt(b->index);
        }
    }

    void writeTables(const FunctionDef& f) {
        w_.unsignedInt(f.handlers.size());
        for (const Handler& h : f.handlers) {
            w_.unsignedInt(h.start);
            w_.unsignedInt(h.end);
            w_.unsignedInt(h.target);
            w_.unsignedInt(h.depth);
        }
        w_.unsignedInt(f.lines.size());
        LineEntry before;
        for (const LineEntry& e : f.lines) {
            w_.unsignedInt(e.pc - before.pc);
            w_.signedInt(int64_t{e.line} - before.line);
            w_.unsignedInt(e.column);
            before = e;
        }
        w_.indexes(f.slotNames);
    }

    const BcModule& m_;
    ByteWriter w_;
};

}  // namespace

std::string writeModule(const BcModule& module) {
    return ModuleWriter(module).run();
}

}  // namespace noodle::bc
