// LargeSpace: objects too big for a block, each on its own pages, and the way from any address inside to the
// object. Owns the pages. Big ones get address space to grow into. Mid-sized mappings that were freed are
// kept for reuse, up to a few megabytes. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace noodle {

/// Stands before the object, at the start of its pages.
struct LargeHeader {
    size_t mappedBytes;    ///< that the object may fill
    size_t reservedBytes;  ///< of address space; pages behind mappedBytes were never touched
    size_t objectBytes;
    uint8_t* cards;  ///< the collector's: a byte per kCardBytes of the object, or null
    size_t cardCount;
    bool cardsDirty;  ///< the collector's: some card is set

    static constexpr size_t kBytes = 64;
    void* object() { return reinterpret_cast<char*>(this) + kBytes; }
    char* objectEnd() { return static_cast<char*>(object()) + objectBytes; }
    static LargeHeader* of(void* object) {
        return reinterpret_cast<LargeHeader*>(static_cast<char*>(object) - kBytes);
    }
};
static_assert(sizeof(LargeHeader) <= LargeHeader::kBytes);

class LargeSpace {
  public:
    LargeSpace() = default;
    ~LargeSpace();
    LargeSpace(const LargeSpace&) = delete;
    LargeSpace& operator=(const LargeSpace&) = delete;

    /// `bytes` of zeroed memory, or null if the system is out of memory. At least 16 bytes behind the object
    /// are mapped too, so that a one-past-end pointer is still inside.
    void* allocate(size_t bytes);
    /// Makes an object `bytes` long where it lies, the new part zeroed. False if there is no room behind it.
    [[nodiscard]] bool extend(LargeHeader* header, size_t bytes);
    /// Frees every object for which keep(context, object) is false.
    void sweep(bool (*keep)(void* context, void* object), void* context);
    /// Frees these objects.
    void release(std::vector<void*>& dead);
    /// Calls visit(context, object) for every object.
    void forEach(void (*visit)(void* context, void* object), void* context) const {
        for (LargeHeader* header : objects_) visit(context, header->object());
    }
    /// The object that contains `address` (one past the end included), or null.
    void* find(const void* address) const;

    /// Page-rounded size of all objects.
    size_t bytesInUse() const { return bytesInUse_; }
    size_t count() const { return objects_.size(); }
    /// What allocate(bytes) will add to bytesInUse().
    static size_t footprint(size_t bytes);
    /// Gives the kept mappings back to the system.
    void trim();

  private:
    void release(LargeHeader* header);
    void sort() const;

    mutable std::vector<LargeHeader*> objects_;  // by address up to sorted_, then in order of allocation
    mutable size_t sorted_ = 0;
    std::vector<LargeHeader*> spare_;
    size_t spareBytes_ = 0;
    size_t bytesInUse_ = 0;
};

}  // namespace noodle
