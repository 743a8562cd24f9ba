#include "runtime/memory/large_space.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "runtime/memory/mapped_region.h"

namespace noodle {
namespace {

constexpr size_t kEndSlack = 16;
constexpr size_t kMaxSpareObject = 256 << 10;
constexpr size_t kMaxSpareTotal = 4 << 20;
// Address space of a big object: it costs nothing until it is touched.
constexpr size_t kGrowthFactor = 8;
constexpr size_t kLeastRoom = 64 << 20;

/// Coarser steps for bigger objects, so that a freed mapping fits the next request of about its size.
size_t mappingBytes(size_t bytes) {
    size_t total = bytes + LargeHeader::kBytes + kEndSlack;
    size_t step = pageBytes();
    while (step * 16 < total && total <= kMaxSpareObject) step *= 2;
    return roundUp(total, step);
}

/// Huge pages only where the object covers them whole: a part would cost memory that nobody uses.
void preferHugeInside(LargeHeader* header, size_t from) {
    size_t start = from / kHugePageBytes * kHugePageBytes;
    size_t end = header->mappedBytes / kHugePageBytes * kHugePageBytes;
    if (end > start && end >= 2 * kHugePageBytes)
        preferHugePages(reinterpret_cast<char*>(header) + start, end - start);
}

LargeHeader* mapObject(size_t wanted) {
    LargeHeader* header = nullptr;
    size_t reserved = wanted;
    if (wanted > kMaxSpareObject) {
        reserved = std::max(wanted * kGrowthFactor, kLeastRoom);
        header = static_cast<LargeHeader*>(mapAlignedPages(reserved, kHugePageBytes, nullptr));
    }
    if (header == nullptr) {
        reserved = wanted;
        header = static_cast<LargeHeader*>(mapAlignedPages(wanted, pageBytes(), nullptr));
        if (header == nullptr) return nullptr;
    }
    header->mappedBytes = wanted;
    header->reservedBytes = reserved;
    if (reserved != wanted) preferHugeInside(header, 0);
    return header;
}

}  // namespace

LargeSpace::~LargeSpace() {
    for (LargeHeader* header : objects_) {
        std::free(header->cards);
        unmapPages(header, header->reservedBytes);
    }
    trim();
}

size_t LargeSpace::footprint(size_t bytes) {
    return mappingBytes(bytes);
}

void* LargeSpace::allocate(size_t bytes) {
    size_t wanted = mappingBytes(bytes);
    if (wanted < bytes) return nullptr;
    LargeHeader* header = nullptr;
    auto fits = [&](LargeHeader* h) { return h->mappedBytes == wanted; };
    auto spare = std::find_if(spare_.rbegin(), spare_.rend(), fits);
    if (spare != spare_.rend()) {
        header = *spare;
        spare_.erase(std::next(spare).base());
        spareBytes_ -= wanted;
        std::memset(header->object(), 0, bytes + kEndSlack);
    } else {
        header = mapObject(wanted);
        if (header == nullptr) return nullptr;
    }
    header->objectBytes = bytes;
    header->cards = nullptr;
    header->cardCount = 0;
    header->cardsDirty = false;
    objects_.push_back(header);
    bytesInUse_ += wanted;
    return header->object();
}

bool LargeSpace::extend(LargeHeader* header, size_t bytes) {
    size_t wanted = mappingBytes(bytes);
    if (wanted < bytes || wanted > header->reservedBytes) return false;
    size_t before = header->mappedBytes;
    if (wanted > before) {
        header->mappedBytes = wanted;
        bytesInUse_ += wanted - before;
        preferHugeInside(header, before);
    }
    header->objectBytes = bytes;
    return true;
}

void LargeSpace::release(LargeHeader* header) {
    bytesInUse_ -= header->mappedBytes;
    std::free(header->cards);
    header->cards = nullptr;
    if (header->mappedBytes <= kMaxSpareObject && spareBytes_ + header->mappedBytes <= kMaxSpareTotal) {
        spareBytes_ += header->mappedBytes;
        spare_.push_back(header);
    } else {
        unmapPages(header, header->reservedBytes);
    }
}

void LargeSpace::sweep(bool (*keep)(void* context, void* object), void* context) {
    sort();
    size_t kept = 0;
    for (LargeHeader* header : objects_) {
        if (keep(context, header->object())) {
            objects_[kept++] = header;
        } else {
            release(header);
        }
    }
    objects_.resize(kept);
    sorted_ = kept;
}

void LargeSpace::release(std::vector<void*>& dead) {
    sort();
    for (void* object : dead) {
        auto found = std::lower_bound(objects_.begin(), objects_.end(), LargeHeader::of(object));
        release(*found);
        // Odd addresses keep the order and are none of an object.
        *found = reinterpret_cast<LargeHeader*>(reinterpret_cast<uintptr_t>(*found) | 1);
    }
    std::erase_if(objects_, [](LargeHeader* h) { return (reinterpret_cast<uintptr_t>(h) & 1) != 0; });
    sorted_ = objects_.size();
}

void LargeSpace::sort() const {
    if (sorted_ == objects_.size()) return;
    auto middle = objects_.begin() + static_cast<ptrdiff_t>(sorted_);
    std::sort(middle, objects_.end());
    std::inplace_merge(objects_.begin(), middle, objects_.end());
    sorted_ = objects_.size();
}

void* LargeSpace::find(const void* address) const {
    sort();
    auto after =
        std::upper_bound(objects_.begin(), objects_.end(), address,
                         [](const void* a, const LargeHeader* h) { return a < static_cast<const void*>(h); });
    if (after == objects_.begin()) return nullptr;
    LargeHeader* header = *std::prev(after);
    return address >= header->object() && address <= header->objectEnd() ? header->object() : nullptr;
}

void LargeSpace::trim() {
    for (LargeHeader* header : spare_) unmapPages(header, header->reservedBytes);
    spare_.clear();
    spareBytes_ = 0;
}

}  // namespace noodle
