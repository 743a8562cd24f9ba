// Which allocations an AllocationObserver is told of. Every byte has the same chance to be chosen, whatever
// its size class, and no allocation is tested: when a span is handed out it is cut before the next cell to be
// sampled; so that cell is the first of the next span, which takes the slow path anyway. Each size class
// counts down its own distance. Distances are exponential, which has no memory: where a span is given back
// unused, a new distance is drawn, without favour to any allocation.
#include <cmath>

#include "runtime/gc/heap_impl.h"

namespace noodle {

/// Bytes to the next sample.
uint64_t Heap::Impl::nextDistance() {
    sampleSeed ^= sampleSeed << 13;
    sampleSeed ^= sampleSeed >> 7;
    sampleSeed ^= sampleSeed << 17;
    double share = static_cast<double>((sampleSeed >> 11) + 1) * 0x1p-53;  // above 0, up to 1
    return static_cast<uint64_t>(-std::log(share) * static_cast<double>(sampleInterval));
}

/// Where a span that is about to be handed out must end. Says in sampleDue whether its first cell is a
/// sample.
char* Heap::Impl::cutAtSample(size_t sizeClass, char* start, char* end) {
    SizeClassState& state = classes[sizeClass];
    const uint64_t cellBytes = kCellBytes[sizeClass];
    const auto bytes = static_cast<uint64_t>(end - start);
    if (state.parkedIsSample || state.untilSample < cellBytes) {
        state.parkedIsSample = false;
        sampleDue = true;
        state.untilSample = cellBytes + nextDistance();
    }
    if (state.untilSample >= bytes) {
        state.untilSample -= bytes;
        return end;
    }
    state.parkedIsSample = true;
    return start + state.untilSample / cellBytes * cellBytes;
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
    if (nextDistance() >= bytes) return;
    auto size = static_cast<double>(bytes);
    double weight = size / -std::expm1(-size / static_cast<double>(sampleInterval));
    uint64_t objects = isNew ? std::max<uint64_t>(1, static_cast<uint64_t>(weight / size + 0.5)) : 0;
    observer->onAllocation(o, static_cast<uint64_t>(weight), objects);
}

void Heap::setObserver(AllocationObserver* observer, size_t interval) {
    bool isNew = impl_->observer == nullptr;
    impl_->observer = observer;
    impl_->sampleInterval = interval;
    impl_->sampleDue = false;
    for (SizeClassState& state : impl_->classes) state.untilSample = impl_->nextDistance();
    if (isNew) impl_->retireSpans();
}

}  // namespace noodle
