// Interned identifiers.
//
// Is: a 32-bit handle for each distinct identifier of a compilation, with constant handles for the
// names of names.def. Is not: the interned strings of a running program. One NameTable belongs to one
// compilation and is used by one thread. Invariant: equal text <=> equal id; id 0 is "no name".
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace noodle {

struct Name {
    uint32_t id = 0;

    explicit operator bool() const { return id != 0; }
    bool operator==(const Name&) const = default;
    auto operator<=>(const Name&) const = default;
};

namespace names {
namespace detail {
enum Id : uint32_t {
    kNoName_,
#define NOODLE_KEYWORD(ident, text, token) k##ident##_,
#define NOODLE_NAME(ident, text) k##ident##_,
#include "compiler/source/names.def"
    kCount_,
};
}  // namespace detail
#define NOODLE_KEYWORD(ident, text, token) inline constexpr Name k##ident{detail::k##ident##_};
#define NOODLE_NAME(ident, text) inline constexpr Name k##ident{detail::k##ident##_};
#include "compiler/source/names.def"
inline constexpr uint32_t kWellKnownCount = detail::kCount_;
}  // namespace names

class NameTable {
  public:
    NameTable();
    NameTable(const NameTable&) = delete;
    NameTable& operator=(const NameTable&) = delete;

    Name intern(std::string_view text);
    // As intern, with hashOf(text) already computed by the caller.
    Name internHashed(std::string_view text, uint32_t hash);
    // The handle of a text that was interned before, or no name.
    Name find(std::string_view text) const;
    // Valid as long as the table. The empty text for "no name".
    std::string_view text(Name name) const { return texts_[name.id]; }
    uint32_t size() const { return static_cast<uint32_t>(texts_.size()); }

    static constexpr uint32_t kHashSeed = 2166136261u;
    static constexpr uint32_t hashStep(uint32_t hash, unsigned char byte) {
        return (hash ^ byte) * 16777619u;
    }
    static uint32_t hashOf(std::string_view text);

  private:
    std::string_view store(std::string_view text);
    void grow();

    std::vector<std::string_view> texts_;  // by id
    std::vector<uint32_t> hashes_;         // by id
    std::vector<uint32_t> slots_;          // open addressing; 0 is free, else an id
    std::vector<std::unique_ptr<char[]>> chunks_;
    size_t chunkLeft_ = 0;
    char* chunkNext_ = nullptr;
};

// One value per name, an array by id: for the few maps that have an entry for a good part of all names.
template <typename T>
class NameMap {
  public:
    // T() for a name that has none.
    T get(Name name) const { return name.id < values_.size() ? values_[name.id] : T(); }
    T& operator[](Name name) {
        if (name.id >= values_.size()) values_.resize(name.id + name.id / 2 + 64);
        return values_[name.id];
    }
    // By id.
    const std::vector<T>& values() const { return values_; }

  private:
    std::vector<T> values_;
};

}  // namespace noodle

template <>
struct std::hash<noodle::Name> {
    size_t operator()(noodle::Name name) const noexcept { return name.id * size_t{0x9E3779B97F4A7C15}; }
};
