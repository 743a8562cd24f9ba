#include "runtime/base/digest.h"

#include <elf.h>
#include <link.h>
#include <xxhash.h>

#include <cstring>

#include "runtime/base/file.h"

namespace noodle {

std::string Digest::hex() const {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (uint64_t word : {high, low}) {
        for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[word >> shift & 15];
    }
    return text;
}

Digest digestOf(std::string_view bytes) {
    XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return {hash.low64, hash.high64};
}

namespace {

// The description of the GNU build-id note among the notes of one segment.
std::string_view findBuildId(const char* notes, size_t bytes) {
    constexpr size_t kAlign = 4;
    auto padded = [](size_t n) { return (n + kAlign - 1) / kAlign * kAlign; };
    while (bytes >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) header;
        std::memcpy(&header, notes, sizeof header);
        size_t nameBytes = padded(header.n_namesz), textBytes = padded(header.n_descsz);
        if (sizeof header + nameBytes + textBytes > bytes) break;
        const char* name = notes + sizeof header;
        bool isGnu = header.n_namesz == 4 && std::memcmp(name, "GNU", 4) == 0;
        if (isGnu && header.n_type == NT_GNU_BUILD_ID) return {name + nameBytes, header.n_descsz};
        notes += sizeof header + nameBytes + textBytes;
        bytes -= sizeof header + nameBytes + textBytes;
    }
    return {};
}

// Called for the program itself first; other objects do not matter.
int onObject(dl_phdr_info* object, size_t, void* out) {
    for (int i = 0; i < object->dlpi_phnum; ++i) {
        const auto& segment = object->dlpi_phdr[i];
        if (segment.p_type != PT_NOTE) continue;
        const char* notes = reinterpret_cast<const char*>(object->dlpi_addr + segment.p_vaddr);
        std::string_view id = findBuildId(notes, segment.p_memsz);
        if (id.empty()) continue;
        *static_cast<std::string*>(out) = id;
        break;
    }
    return 1;
}

}  // namespace

std::string buildId() {
    std::string id;
    ::dl_iterate_phdr(onObject, &id);
    if (!id.empty()) return id;
    Result<std::string> program = readFile("/proc/self/exe");
    return program.ok() ? digestOf(program.value()).hex() : std::string();
}

}  // namespace noodle
