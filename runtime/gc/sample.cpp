// Which allocations an AllocationObserver is told of. Every byte has the same chance to be chosen, whatever
// its size class, and no allocation is tested: the distance to the next sample is drawn when a span is handed
// out, and the span ends there; so the sampled cell is the first of the next span, which takes the slow path
// anyway. Distances are exponential, which has no memory: what is left of a span can be given back, and a new
// distance drawn, without favour to any allocation.
#include <cmath>

#include "runtime/gc/heap_impl.h"

namespace noodle {

/// Bytes to the next sample.
double Heap::Impl::nextDistance() {
    sampleSeed ^= sampleSeed << 13;
    sampleSeed ^= sampleSeed >> 7;
    sampleSeed ^= sampleSeed << 17;
    double share = static_cast<double>((sampleSeed >> 11) + 1) * 0x1p-53;  // above 0, up to 1
    return -std::log(share) * static_cast<double>(sampleInterval);
}

/// Where a span that is about to be handed out must end. Says in sampleDue whether its first cell is a
/// sample.
char* Heap::Impl::cutAtSample(size_t sizeClass, char* start, char* end) {
    SizeClassState& state = classes[sizeClass];
    const auto cellBytes = static_cast<double>(kCellBytes[sizeClass]);
    const double cells = static_cast<double>(end - start) / cellBytes;
    double ahead = state.parkedIsSample ? 0 : std::floor(nextDistance() / cellBytes);
    state.parkedIsSample = false;
    if (ahead < 1) {
        sampleDue = true;
        ahead = 1 + std::floor(nextDistance() / cellBytes);
    }
    if (ahead >= cells) return end;
    state.parkedIsSample = true;
    return start + static_cast<size_t>(ahead) * kCellBytes[sizeClass];
}

/// `o` was chosen among all with as many bytes: as rare as that is, so many does it stand for.
void Heap::Impl::reportSample(HeapObject* o, uint64_t bytes) {
    sampleDue = false;
    if (observer == nullptr) return;
    auto size = static_cast<double>(bytes);
    double objects = 1 / -std::expm1(-size / static_cast<double>(sampleInterval));
    sampleSeed += 0x9E3779B97F4A7C15;
    double part = static_cast<double>((sampleSeed * 0xBF58476D1CE4E5B9) >> 40) * 0x1p-24;
    observer->onAllocation(o, static_cast<uint64_t>(size * objects),
                           std::max<uint64_t>(1, static_cast<uint64_t>(objects + part)));
}

/// A large object, new or grown by `bytes`.
void Heap::Impl::sampleLarge(HeapObject* o, uint64_t bytes, bool isNew) {
    auto size = static_cast<double>(bytes);
    if (nextDistance() >= size) return;
    double weight = size / -std::expm1(-size / static_cast<double>(sampleInterval));
    uint64_t objects = isNew ? std::max<uint64_t>(1, static_cast<uint64_t>(weight / size + 0.5)) : 0;
    observer->onAllocation(o, static_cast<uint64_t>(weight), objects);
}

void Heap::setObserver(AllocationObserver* observer, size_t interval) {
    bool isNew = impl_->observer == nullptr;
    impl_->observer = observer;
    impl_->sampleInterval = interval;
    impl_->sampleDue = false;
    if (isNew) impl_->retireSpans();
}

}  // namespace noodle
