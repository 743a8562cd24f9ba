#include "runtime/memory/mapped_region.h"

#include <sys/mman.h>
#include <unistd.h>

#include <utility>

namespace noodle {
namespace {

void* mapPages(size_t bytes, int protection, void* hint = nullptr) {
    void* p = ::mmap(hint, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return p == MAP_FAILED ? nullptr : p;
}

}  // namespace

size_t pageBytes() {
    static const size_t bytes = static_cast<size_t>(::sysconf(_SC_PAGESIZE));
    return bytes;
}

MappedRegion::~MappedRegion() {
    if (mapping_ != nullptr) ::munmap(mapping_, mappingBytes_);
}

void MappedRegion::swap(MappedRegion& other) noexcept {
    std::swap(mapping_, other.mapping_);
    std::swap(mappingBytes_, other.mappingBytes_);
    std::swap(base_, other.base_);
    std::swap(size_, other.size_);
}

std::optional<MappedRegion> MappedRegion::create(size_t bytes, size_t guardBytes, int protection) {
    const size_t page = pageBytes();
    bytes = roundUp(bytes, page);
    guardBytes = roundUp(guardBytes, page);
    MappedRegion region;
    region.mappingBytes_ = bytes + 2 * guardBytes;
    void* p = mapPages(region.mappingBytes_, guardBytes == 0 ? protection : PROT_NONE);
    if (p == nullptr) return std::nullopt;
    region.mapping_ = static_cast<char*>(p);
    region.base_ = region.mapping_ + guardBytes;
    region.size_ = bytes;
    if (guardBytes != 0 && protection != PROT_NONE && ::mprotect(region.base_, bytes, protection) != 0)
        return std::nullopt;
    return region;
}

std::optional<MappedRegion> MappedRegion::map(size_t bytes, size_t guardBytes) {
    return create(bytes, guardBytes, PROT_READ | PROT_WRITE);
}

std::optional<MappedRegion> MappedRegion::reserve(size_t bytes, size_t guardBytes) {
    return create(bytes, guardBytes, PROT_NONE);
}

bool MappedRegion::commit(size_t offset, size_t bytes) {
    const size_t page = pageBytes();
    size_t start = offset / page * page;
    size_t end = roundUp(offset + bytes, page);
    if (end > size_) return false;
    return ::mprotect(base_ + start, end - start, PROT_READ | PROT_WRITE) == 0;
}

void MappedRegion::decommit(size_t offset, size_t bytes) {
    const size_t page = pageBytes();
    size_t start = roundUp(offset, page);
    size_t end = (offset + bytes) / page * page;
    if (end > start) discardPages(base_ + start, end - start);
}

void* mapAlignedPages(size_t bytes, size_t alignment, void* hint) {
    auto misaligned = [&](void* p) { return (reinterpret_cast<uintptr_t>(p) & (alignment - 1)) != 0; };
    void* direct = mapPages(bytes, PROT_READ | PROT_WRITE, hint);
    if (direct == nullptr || !misaligned(direct)) return direct;
    ::munmap(direct, bytes);
    // Ask for more than needed and cut the ends off.
    auto* wide = static_cast<char*>(mapPages(bytes + alignment, PROT_READ | PROT_WRITE));
    if (wide == nullptr) return nullptr;
    auto* start = reinterpret_cast<char*>(roundUp(reinterpret_cast<uintptr_t>(wide), alignment));
    if (start != wide) ::munmap(wide, static_cast<size_t>(start - wide));
    char* wideEnd = wide + bytes + alignment;
    if (start + bytes != wideEnd) ::munmap(start + bytes, static_cast<size_t>(wideEnd - start) - bytes);
    return start;
}

void unmapPages(void* start, size_t bytes) {
    ::munmap(start, bytes);
}
void discardPages(void* start, size_t bytes) {
    ::madvise(start, bytes, MADV_DONTNEED);
}
void preferHugePages(void* start, size_t bytes) {
    ::madvise(start, bytes, MADV_HUGEPAGE);
}

}  // namespace noodle
