#include "vm/jit/llvm/object_image.h"

#include <algorithm>
#include <cstring>
#include <map>

#include <llvm/BinaryFormat/ELF.h>
#include <llvm/DebugInfo/DWARF/DWARFContext.h>
#include <llvm/Object/ELFObjectFile.h>

#include "vm/jit/llvm/emitter.h"

namespace noodle::jit {

namespace {

namespace object = llvm::object;
namespace elf = llvm::ELF;

/// One object on its way.
class ImageMaker {
  public:
    explicit ImageMaker(const object::ELF64LEObjectFile& file) : file_(file) {}

    bool run() {
        if (file_.getArch() != llvm::Triple::x86_64 || !layOut() || !findEntry()) return false;
        // Slots are counted before their addresses are known: they lie behind the code.
        for (const object::SectionRef& section : file_.sections())
            if (!relocate(section)) return false;
        return true;
    }
    CodeImage take() { return std::move(image_); }

  private:
    static bool isLoaded(const object::ELFSectionRef& section) {
        return (section.getFlags() & elf::SHF_ALLOC) != 0 && (section.getFlags() & elf::SHF_WRITE) == 0 &&
               section.getType() == elf::SHT_PROGBITS;
    }

    /// Text first, then constants.
    bool layOut() {
        for (const bool text : {true, false}) {
            for (const object::ELFSectionRef section : file_.sections()) {
                if (section.isText() != text || section.getSize() == 0) continue;
                if ((section.getFlags() & elf::SHF_ALLOC) == 0) continue;
                if (!isLoaded(section)) return false;
                auto contents = section.getContents();
                if (!contents) {
                    llvm::consumeError(contents.takeError());
                    return false;
                }
                const uint64_t align = std::max<uint64_t>(section.getAlignment().value(), 1);
                image_.code.resize((image_.code.size() + align - 1) / align * align);
                starts_[section.getIndex()] = image_.code.size();
                image_.code.append(contents->data(), contents->size());
            }
            if (text) image_.textBytes = static_cast<uint32_t>(image_.code.size());
        }
        return true;
    }

    bool findEntry() {
        for (const object::ELFSymbolRef symbol : file_.symbols()) {
            auto name = symbol.getName();
            if (!name) {
                llvm::consumeError(name.takeError());
                continue;
            }
            if (*name != Emitter::kEntryName) continue;
            const std::optional<uint64_t> at = placeOf(symbol);
            if (at.has_value()) image_.entry = static_cast<uint32_t>(*at);
            return at.has_value();
        }
        return false;
    }

    /// In the image; nothing for what lies outside.
    std::optional<uint64_t> placeOf(const object::ELFSymbolRef& symbol) const {
        auto section = symbol.getSection();
        if (!section) {
            llvm::consumeError(section.takeError());
            return std::nullopt;
        }
        if (*section == file_.section_end()) return std::nullopt;
        auto start = starts_.find(object::ELFSectionRef(**section).getIndex());
        auto value = symbol.getValue();
        if (!value) {
            llvm::consumeError(value.takeError());
            return std::nullopt;
        }
        if (start == starts_.end()) return std::nullopt;
        return start->second + *value;
    }

    static std::optional<CodeImage::Slot> slotNamed(llvm::StringRef name) {
        uint32_t number = 0;
        if (name == Emitter::kUnitName) return CodeImage::Slot{CodeImage::Target::Unit, 0};
        if (name.consume_front(Emitter::kSymbolPrefix) && !name.getAsInteger(10, number))
            return CodeImage::Slot{CodeImage::Target::Symbol, number};
        if (name.consume_front(Emitter::kHostPrefix) && !name.getAsInteger(10, number))
            return CodeImage::Slot{CodeImage::Target::Host, number};
        return std::nullopt;
    }

    std::optional<uint64_t> slotOf(const object::ELFSymbolRef& symbol) {
        auto name = symbol.getName();
        if (!name) {
            llvm::consumeError(name.takeError());
            return std::nullopt;
        }
        auto [known, isNew] = slots_.try_emplace(name->str(), image_.slots.size());
        if (isNew) {
            std::optional<CodeImage::Slot> slot = slotNamed(*name);
            if (!slot.has_value()) return std::nullopt;
            image_.slots.push_back(*slot);
        }
        return image_.slotsAt() + known->second * sizeof(uint64_t);
    }

    bool relocate(const object::ELFSectionRef& section) {
        auto target = section.getRelocatedSection();
        if (!target) {
            llvm::consumeError(target.takeError());
            return false;
        }
        if (*target == file_.section_end()) return true;
        auto start = starts_.find(object::ELFSectionRef(**target).getIndex());
        if (start == starts_.end()) return true;  // of tables for debuggers
        for (const object::ELFRelocationRef relocation : section.relocations())
            if (!relocate(relocation, start->second)) return false;
        return true;
    }

    bool relocate(const object::ELFRelocationRef& relocation, uint64_t sectionStart) {
        std::optional<uint64_t> target;
        switch (relocation.getType()) {
            case elf::R_X86_64_PC32:
            case elf::R_X86_64_PLT32:
                target = placeOf(*relocation.getSymbol());
                break;
            case elf::R_X86_64_GOTPCREL:
            case elf::R_X86_64_GOTPCRELX:
            case elf::R_X86_64_REX_GOTPCRELX:
                target = slotOf(*relocation.getSymbol());
                break;
            default:
                break;
        }
        auto addend = relocation.getAddend();
        if (!addend) llvm::consumeError(addend.takeError());
        const uint64_t at = sectionStart + relocation.getOffset();
        if (!target.has_value() || !addend || at + sizeof(int32_t) > image_.code.size()) return false;
        const auto distance =
            static_cast<int32_t>(static_cast<int64_t>(*target) + *addend - static_cast<int64_t>(at));
        std::memcpy(image_.code.data() + at, &distance, sizeof distance);
        return true;
    }

    const object::ELF64LEObjectFile& file_;
    CodeImage image_;
    std::map<uint64_t, uint64_t> starts_;  ///< in the image, by section
    std::map<std::string, size_t> slots_;  ///< by name
};

}  // namespace

std::optional<CodeImage> imageOf(const std::string& bytes) {
    auto file = object::ObjectFile::createObjectFile(llvm::MemoryBufferRef(bytes, "code"));
    if (!file) {
        llvm::consumeError(file.takeError());
        return std::nullopt;
    }
    const auto* elfFile = llvm::dyn_cast<object::ELF64LEObjectFile>(file->get());
    if (elfFile == nullptr) return std::nullopt;
    ImageMaker maker(*elfFile);
    if (!maker.run()) return std::nullopt;
    CodeImage image = maker.take();
    image.lines = linesOf(bytes);
    return image;
}

std::vector<CodeImage::Line> linesOf(const std::string& bytes) {
    std::vector<CodeImage::Line> lines;
    auto file = object::ObjectFile::createObjectFile(llvm::MemoryBufferRef(bytes, "code"));
    if (!file) {
        llvm::consumeError(file.takeError());
        return lines;
    }
    auto context = llvm::DWARFContext::create(**file);
    for (const auto& unit : context->compile_units()) {
        const auto* table = context->getLineTableForUnit(unit.get());
        if (table == nullptr) continue;
        for (const auto& row : table->Rows)
            lines.push_back({static_cast<uint32_t>(row.Address.Address), row.EndSequence ? 0 : row.Line});
    }
    std::ranges::stable_sort(lines, {}, &CodeImage::Line::offset);
    return lines;
}

}  // namespace noodle::jit
