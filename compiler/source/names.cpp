#include "compiler/source/names.h"

#include <cstring>

namespace noodle {

namespace {

constexpr size_t kChunkBytes = 64 * 1024;

constexpr std::string_view kWellKnown[] = {
    "",
#define NOODLE_KEYWORD(ident, text, token) text,
#define NOODLE_NAME(ident, text) text,
#include "compiler/source/names.def"
};

}  // namespace

uint32_t NameTable::hashOf(std::string_view text) {
    uint32_t hash = kHashSeed;
    for (unsigned char c : text) hash = hashStep(hash, c);
    return hash;
}

NameTable::NameTable() : slots_(1024) {
    texts_.push_back("");
    hashes_.push_back(0);
    for (size_t i = 1; i < std::size(kWellKnown); ++i) intern(kWellKnown[i]);
}

std::string_view NameTable::store(std::string_view text) {
    if (text.size() > chunkLeft_) {
        size_t bytes = std::max(kChunkBytes, text.size());
        chunks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
        chunkNext_ = chunks_.back().get();
        chunkLeft_ = bytes;
    }
    char* at = chunkNext_;
    std::memcpy(at, text.data(), text.size());
    chunkNext_ += text.size();
    chunkLeft_ -= text.size();
    return {at, text.size()};
}

void NameTable::grow() {
    std::vector<uint32_t> bigger(slots_.size() * 2);
    size_t mask = bigger.size() - 1;
    for (uint32_t id = 1; id < texts_.size(); ++id) {
        size_t at = hashes_[id] & mask;
        while (bigger[at]) at = (at + 1) & mask;
        bigger[at] = id;
    }
    slots_.swap(bigger);
}

Name NameTable::intern(std::string_view text) {
    return internHashed(text, hashOf(text));
}

Name NameTable::internHashed(std::string_view text, uint32_t hash) {
    if (text.empty()) return Name{};
    size_t mask = slots_.size() - 1;
    size_t at = hash & mask;
    for (; uint32_t id = slots_[at]; at = (at + 1) & mask) {
        if (hashes_[id] == hash && texts_[id] == text) return Name{id};
    }
    uint32_t id = size();
    texts_.push_back(store(text));
    hashes_.push_back(hash);
    slots_[at] = id;
    if (texts_.size() * 2 > slots_.size()) grow();
    return Name{id};
}

Name NameTable::find(std::string_view text) const {
    uint32_t hash = hashOf(text);
    size_t mask = slots_.size() - 1;
    for (size_t at = hash & mask; uint32_t id = slots_[at]; at = (at + 1) & mask) {
        if (hashes_[id] == hash && texts_[id] == text) return Name{id};
    }
    return Name{};
}

}  // namespace noodle
