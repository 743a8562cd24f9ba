#include "vm/jit/code/image.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "vm/tier/native_entries.h"

namespace noodle::jit {

namespace {

/// Memory of its own for one unit: written first, then run, never both.
class LoadedUnit final : public TabledUnit {
  public:
    explicit LoadedUnit(size_t bytes) : bytes_(bytes) {
        void* mapped = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        memory_ = mapped == MAP_FAILED ? nullptr : static_cast<char*>(mapped);
    }
    ~LoadedUnit() override {
        if (memory_ != nullptr) ::munmap(memory_, bytes_);
    }
    char* memory() const { return memory_; }
    bool finish() { return ::mprotect(memory_, bytes_, PROT_READ | PROT_EXEC) == 0; }

  private:
    char* memory_;
    size_t bytes_;
};

std::optional<uint64_t> valueOf(const CodeImage::Slot& slot, const std::vector<uint64_t>& symbols,
                                const NativeHost& host, const NativeUnit& unit) {
    switch (slot.target) {
        case CodeImage::Target::Symbol:
            if (slot.number >= symbols.size()) return std::nullopt;
            return symbols[slot.number];
        case CodeImage::Target::Host:
            if (slot.number >= std::size(kNativeEntries)) return std::nullopt;
            return reinterpret_cast<uintptr_t>(hostEntry(host, slot.number));
        case CodeImage::Target::Unit:
            return reinterpret_cast<uintptr_t>(&unit);
    }
    return std::nullopt;
}

}  // namespace

const void* hostEntry(const NativeHost& host, uint32_t number) {
    const void* const addresses[] = {
#define NATIVE_ENTRY(name, signature) host.name,
#include "vm/tier/native_entries.def"
#undef NATIVE_ENTRY
    };
    return addresses[number];
}

void CodeImage::write(bc::ByteWriter& out) const {
    out.text(code);
    out.unsignedInt(textBytes);
    out.unsignedInt(entry);
    out.unsignedInt(slots.size());
    for (const Slot& slot : slots) {
        out.byte(static_cast<uint8_t>(slot.target));
        out.unsignedInt(slot.number);
    }
    out.unsignedInt(lines.size());
    for (const Line& line : lines) {
        out.unsignedInt(line.offset);
        out.unsignedInt(line.number);
    }
}

std::optional<CodeImage> CodeImage::read(bc::ByteReader& in) {
    CodeImage image;
    image.code = in.text();
    image.textBytes = in.u32();
    image.entry = in.u32();
    for (size_t left = in.count(); left != 0; --left) {
        const uint8_t target = in.byte();
        if (target > static_cast<uint8_t>(Target::Unit)) return std::nullopt;
        image.slots.push_back({static_cast<Target>(target), in.u32()});
    }
    for (size_t left = in.count(); left != 0; --left) {
        const uint32_t offset = in.u32();
        image.lines.push_back({offset, in.u32()});
    }
    if (in.failed() || image.textBytes > image.code.size() || image.entry >= image.textBytes)
        return std::nullopt;
    return image;
}

int TabledUnit::placeOf(uintptr_t address) {
    // The address is the one behind the call.
    auto next = std::upper_bound(lines.begin(), lines.end(), address - begin - 1,
                                 [](uint64_t a, const CodeImage::Line& line) { return a < line.offset; });
    if (next == lines.begin()) return -1;
    return static_cast<int>((next - 1)->number) - 1;
}

std::unique_ptr<NativeUnit> loadImage(const CodeImage& image, const std::vector<uint64_t>& symbols,
                                      const NativeHost& host) {
    const size_t used = image.slotsAt() + image.slots.size() * sizeof(uint64_t);
    const auto page = static_cast<size_t>(::sysconf(_SC_PAGESIZE));
    auto unit = std::make_unique<LoadedUnit>((used + page - 1) / page * page);
    if (unit->memory() == nullptr) return nullptr;
    std::memcpy(unit->memory(), image.code.data(), image.code.size());
    char* at = unit->memory() + image.slotsAt();
    for (const CodeImage::Slot& slot : image.slots) {
        const std::optional<uint64_t> value = valueOf(slot, symbols, host, *unit);
        if (!value.has_value()) return nullptr;
        std::memcpy(at, &*value, sizeof *value);
        at += sizeof *value;
    }
    if (!unit->finish()) return nullptr;
    unit->begin = reinterpret_cast<uintptr_t>(unit->memory());
    unit->end = unit->begin + image.textBytes;
    unit->entry = reinterpret_cast<NativeEntry>(unit->begin + image.entry);
    unit->lines = image.lines;
    return unit;
}

}  // namespace noodle::jit
