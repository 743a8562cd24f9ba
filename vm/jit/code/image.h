// CodeImage: the machine code of one unit without an address in it. Code and constants refer to each other by
// distance, and to everything else through slots at the end, which are filled when the image is loaded. What
// keeps its bytes from run to run is code_store.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vm/bytecode/byte_stream.h"
#include "vm/tier/native_code.h"

namespace noodle::jit {

struct CodeImage {
    enum class Target : uint8_t { Symbol, Host, Unit };
    struct Slot {
        Target target;
        uint32_t number;  ///< of the fingerprint's symbol, or of the host's entry
    };
    /// The places of calls that return behind `offset`, up to the next line.
    struct Line {
        uint32_t offset;
        uint32_t number;  ///< of the place, plus one; 0: none
    };
    std::string code;  ///< text, then constants
    uint32_t textBytes = 0;
    uint32_t entry = 0;  ///< offset
    /// A multiple of 16 behind the code: slot i lies at slotsAt() + 8 i.
    uint32_t slotsAt() const { return static_cast<uint32_t>((code.size() + 15) / 16 * 16); }
    std::vector<Slot> slots;
    std::vector<Line> lines;  ///< by offset

    void write(bc::ByteWriter& out) const;
    /// Nothing for bytes that make no sense.
    static std::optional<CodeImage> read(bc::ByteReader& in);
};

/// A unit that finds its places in a table of lines.
class TabledUnit : public NativeUnit {
  public:
    int placeOf(uintptr_t address) override;
    std::vector<CodeImage::Line> lines;
};

/// Puts the image where it can run. `symbols`: those of the fingerprint. The unit's tables are left to the
/// caller. Null: no memory, or the image names what is not there.
std::unique_ptr<NativeUnit> loadImage(const CodeImage& image, const std::vector<uint64_t>& symbols,
                                      const NativeHost& host);

/// The address of an entry by its number, which must be one.
const void* hostEntry(const NativeHost& host, uint32_t number);

}  // namespace noodle::jit
