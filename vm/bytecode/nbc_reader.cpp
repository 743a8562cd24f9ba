#include <xxhash.h>

#include "vm/bytecode/byte_stream.h"
#include "vm/bytecode/nbc.h"
#include "vm/bytecode/opcode_info.h"
#include "vm/bytecode/storage.h"

namespace noodle::bc {

namespace {

Failure badFile(const char* why) {
    return Failure{std::string("not a usable .nbc file: ") + why, 65};
}

class ModuleReader {
  public:
    ModuleReader(std::string_view body, bool inPlace)
        : storage_(ModuleStorage::of(m_)), inPlace_(inPlace), r_({}), body_(body) {}

    Result<BcModule> run() {
#define SECTION(name, id) \
    if (!section(id, &ModuleReader::read##name)) return badFile("section " #name " is damaged");
#include "vm/bytecode/nbc_sections.def"
        if (!body_.atEnd()) return badFile("bytes after the last section");
        return std::move(m_);
    }

  private:
    bool section(uint8_t id, void (ModuleReader::*read)()) {
        if (body_.byte() != id) return false;
        r_ = ByteReader(body_.text());
        if (body_.failed()) return false;
        (this->*read)();
        return !r_.failed() && r_.atEnd();
    }

    // A list of items: the count is bounded by the bytes left, growth by what was really read.
    template <typename T, typename Read>
    void list(std::vector<T>& out, Read read) {
        size_t count = r_.count();
        for (size_t i = 0; i < count && !r_.failed(); ++i) {
            out.emplace_back();
            read(out.back());
        }
    }

    // A list that goes into the storage. Its items take at least one byte each, so what a wrong count can ask
    // for is a small multiple of the file.
    template <typename T, typename Read>
    void list(Table<T>& out, Read read) {
        size_t count = r_.count();
        T* items = storage_.arena().allocateArray<T>(count);
        for (size_t i = 0; i < count && !r_.failed(); ++i) {
            new (&items[i]) T();
            read(items[i]);
        }
        if (!r_.failed()) out = Table<T>::view({items, count});
    }
    void indexes(Table<uint32_t>& out) {
        list(out, [&](uint32_t& index) { index = r_.index(); });
    }
    std::string_view kept(std::string_view bytes) {
        return inPlace_ ? bytes : storage_.arena().copy(bytes);
    }

    void readMeta() {
        m_.name = r_.text();
        m_.sourcePath = r_.text();
        m_.sourceHash = r_.fixed(8);
        m_.callsMain = r_.flag();
        m_.mainVariable = r_.index();
    }

    void readStrings() {
        list(m_.strings, [&](std::string_view& s) { s = kept(r_.text()); });
    }
    void readSourceLines() {
        list(m_.sourceLines, [&](std::string& s) { s = r_.text(); });
    }

    void readTypes() {
        list(m_.types, [&](TypeDef& t) {
            t.kind = static_cast<TypeDef::Kind>(bounded(static_cast<uint8_t>(TypeDef::Kind::MemberClass)));
            t.name = r_.index();
            t.operands = r_.indexes();
        });
    }

    void readClasses() {
        list(m_.classes, [&](ClassDef& c) {
            c.name = r_.index();
            c.flags = r_.u16();
            c.hasSuper = r_.flag();
            c.interfaceCount = r_.u16();
            c.doc = r_.index();
            list(c.fields, [&](FieldDef& f) {
                f.name = r_.index();
                f.type = r_.index();
                uint8_t bits = bounded(7);
                f.optional = (bits & 1) != 0;
                f.isConst = (bits & 2) != 0;
                f.isPrivate = (bits & 4) != 0;
                f.annotation = r_.index();
                f.defaultText = r_.index();
            });
            indexes(c.required);
            indexes(c.matchFields);
            c.decorators = r_.index();
        });
    }

    void readVariables() {
        list(m_.variables, [&](ModuleVariable& v) {
            v.name = r_.index();
            v.isConst = r_.flag();
        });
    }

    void readRequests() {
        list(m_.requests, [&](ModuleRequest& q) {
            q.path = r_.index();
            uint8_t bits = bounded(3);
            q.lazy = (bits & 1) != 0;
            q.dotted = (bits & 2) != 0;
        });
    }

    void readImports() {
        list(m_.imports, [&](ImportBinding& b) {
            b.request = r_.u32();
            b.name = r_.index();
        });
    }

    void readExports() {
        list(m_.exports, [&](Export& e) {
            e.name = r_.index();
            e.kind = static_cast<Export::Kind>(bounded(static_cast<uint8_t>(Export::Kind::Star)));
            e.index = r_.u32();
        });
    }

    void readFunctions() {
        list(m_.functions, [&](FunctionDef& f) { readFunction(f); });
    }

    void readFunction(FunctionDef& f) {
        f.name = r_.index();
        f.qualifiedName = r_.index();
        f.flags = r_.u32();
        f.doc = r_.index();
        f.returnType = r_.index();
        f.returnText = r_.index();
        f.decorators = r_.index();
        list(f.params, [&](Param& p) {
            p.name = r_.index();
            uint8_t bits = bounded(7);
            p.kind = bits / 2;
            p.optional = (bits & 1) != 0;
            p.annotation = r_.index();
            p.defaultText = r_.index();
        });
        f.slotCount = r_.u16();
        f.maxStack = r_.u16();
        f.siteCount = r_.u16();
        list(f.captures, [&](Capture& c) {
            c.from = static_cast<Capture::From>(bounded(static_cast<uint8_t>(Capture::From::Upvalue)));
            c.index = r_.u16();
        });
        list(f.constants, [&](Constant& c) { readConstant(c); });
        indexes(f.names);
        list(f.nameLists, [&](std::vector<uint32_t>& names) { names = r_.indexes(); });
        std::string_view code = kept(r_.text());
        f.code = Table<uint8_t>::view({reinterpret_cast<const uint8_t*>(code.data()), code.size()});
        readTables(f);
    }

    void readConstant(Constant& c) {
        switch (bounded(static_cast<uint8_t>(std::variant_size_v<Constant> - 1))) {
            case 0:
                c = r_.signedInt();
                break;
            case 1:
                c = r_.floating();
                break;
            case 2:
                c = StringRef{r_.u32()};
                break;
            case 3:
                c = BigIntRef{r_.u32()};
                break;
            default:
                c = BytesRef{r_.u32()};
                break;
        }
    }

    void readTables(FunctionDef& f) {
        list(f.handlers, [&](Handler& h) {
            h.start = r_.u32();
            h.end = r_.u32();
            h.target = r_.u32();
            h.depth = r_.u16();
        });
        LineEntry before;
        list(f.lines, [&](LineEntry& e) {
            e.pc = before.pc + r_.u32();
            e.line = static_cast<uint32_t>(before.line + static_cast<uint64_t>(r_.signedInt()));
            e.column = r_.u32();
            before = e;
        });
        indexes(f.slotNames);
    }

    uint8_t bounded(uint8_t limit) {
        uint8_t value = r_.byte();
        if (value > limit) r_.fail();
        return r_.failed() ? 0 : value;
    }

    BcModule m_;
    ModuleStorage& storage_;
    bool inPlace_;
    ByteReader r_;  // the section being read
    ByteReader body_;
};

}  // namespace

Result<BcModule> readModule(std::string_view bytes, ReadOptions options) {
    if (!looksLikeNbc(bytes)) return badFile("the magic number is missing");
    ByteReader header(bytes.substr(kMagic.size()));
    if (header.fixed(2) != kFormatVersion) return badFile("another format version; compile the source again");
    if (header.fixed(2) != 0) return badFile("unknown header flags");
    if (header.fixed(4) != opcodeSetHash())
        return badFile("another instruction set; compile the source again");
    uint64_t checksum = header.fixed(8);
    if (header.failed()) return badFile("truncated header");
    std::string_view body = header.take(header.remaining());
    if (!options.ignoreChecksum && XXH64(body.data(), body.size(), 0) != checksum)
        return badFile("the checksum differs");
    Result<BcModule> module = ModuleReader(body, options.owner != nullptr).run();
    if (module.ok()) ModuleStorage::of(module.value()).keep(std::move(options.owner));
    return module;
}

}  // namespace noodle::bc
