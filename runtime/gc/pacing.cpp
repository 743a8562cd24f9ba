// When which collection runs.
//
//   young   after youngLimit bytes of allocation; the limit shrinks when survivors make the pauses too long
//   full    when the old have grown to fullTarget. A heap that is marked faster than the pause goal is marked
//           at once, since that leaves the least garbage floating; a bigger one in steps, each paid for by a
//           piece of allocation.
//
// All of it is looked at when a span or a large object is taken, never per object.
#include <algorithm>
#include <cmath>

#include "runtime/base/clock.h"
#include "runtime/gc/heap_impl.h"

namespace noodle {
namespace {

constexpr size_t kLeastYoung = 256 << 10;
constexpr size_t kStepBytes = 64 << 10;  // allocation between two steps of marking
constexpr size_t kSweepAtOnce = 4;       // blocks
constexpr size_t kTrimAtOnce = 32;
constexpr size_t kSweepInHurry = 64;  // when the next full collection waits for them
constexpr uint32_t kMostRounds = 8;   // attempts to finish within the goal

}  // namespace

/// Runs a collection as one pause: counts its time and lets the hooks run afterwards.
template <typename Collect>
void Heap::Impl::pause(PauseStats HeapStats::*sort, Collect collect) {
    const uint64_t start = threadCpuNs(), startWall = monotonicNs();
    collect();
    const uint64_t ns = threadCpuNs() - start;
    (stats.*sort).record(ns, monotonicNs() - startWall);
    if (sort == &HeapStats::youngPauses) adaptYoung(ns);
    runHooks();
}

void Heap::Impl::atSafepoint() {
    if (collecting) return;
    if (options.stress) return stressStep();
    if (allocatedSince >= youngLimit) {
        if (marking && greys.empty()) {
            uint64_t budget = rounds < kMostRounds ? options.pauseGoalNs : UINT64_MAX;
            pause(&HeapStats::fullPauses, [&] { tryFinishMarking(budget); });
        } else {
            pause(&HeapStats::youngPauses, [&] { collectYoung(); });
        }
        if (!marking && fullIsDue()) beginFull();
    } else if (marking) {
        if (allocatedSince - steppedAt < std::min(kStepBytes, youngLimit / 4) || greys.empty()) return;
        size_t bytes = (allocatedSince - steppedAt) * stepRate;
        steppedAt = allocatedSince;
        markStep(bytes);
    } else if (workLeft) {
        workLeft = !sweepSome(kSweepAtOnce) || !trimSome(kTrimAtOnce);
    }
}

bool Heap::Impl::fullIsDue() const {
    return old.bytes + externalBytes >= fullTarget;
}

void Heap::Impl::beginFull() {
    if (!sweepQueue.empty()) sweepSome(kSweepInHurry);
    if (!sweepQueue.empty()) return;
    double expectedNs = static_cast<double>(likelyLive()) * markNsPerByte;
    if (Workers* workers = helpers()) expectedNs /= static_cast<double>(workers->count());
    if (expectedNs <= static_cast<double>(options.pauseGoalNs)) {
        pause(&HeapStats::fullPauses, [&] { collectFull(); });
        return;
    }
    pause(&HeapStats::stepPauses, [&] { startMarking(); });
    // Marking is to be over when the old have grown by half of what they were allowed to grow by before.
    size_t room = std::max(options.leastRoomBytes, fullRoom / 2);
    stepRate = 1 + old.bytes / room;
}

/// What a full collection will find reachable, as far as one can tell: more than the last one found, less
/// than all that is there.
size_t Heap::Impl::likelyLive() const {
    return (std::min<uint64_t>(foundLiving, old.bytes) + old.bytes) / 2;
}

/// Who helps to mark; null: nobody, since the heap is small or the machine has one core.
Workers* Heap::Impl::helpers() const {
    if (old.bytes < options.parallelFromBytes || options.workers == nullptr) return nullptr;
    Workers* workers = options.workers();
    return workers != nullptr && workers->count() > 1 ? workers : nullptr;
}

/// How much the old may grow before the next full collection. The square root is what balances collections
/// against memory where both cost the same everywhere: small heaps get a multiple of what lives, big ones a
/// part, but never so little that marking would cost more than a fixed share of the program.
void Heap::Impl::setFullTarget() {
    constexpr double kEven = 4 << 20;  // here the room is as big as what lives
    const size_t used = old.bytes + externalBytes;
    // Of what got old during the marking, which is taken to live, half is taken to be dead by now: or the
    // garbage of one cycle would be the next one's reason for more.
    auto live = static_cast<double>(used - std::min<uint64_t>(used, bornMarked / 2));
    double wished = std::max(std::sqrt(live * kEven), live / 2) * (options.growthFactor - 1.0);
    size_t room = std::max(options.leastRoomBytes, static_cast<size_t>(std::max(wished, 0.0)));
    for (size_t limit : {options.softLimitBytes, options.limitBytes}) {
        if (limit == 0 || used + room <= limit) continue;
        room = std::max(room / 8, used < limit ? limit - used : 0);
    }
    fullRoom = room;
    fullTarget = used + room;
    workLeft = true;
}

/// A small heap gets little room for the young, or they would be most of the memory it takes. Survivors cost
/// most of a pause, so half the allocation between two of them is about half the pause.
void Heap::Impl::adaptYoung(uint64_t pauseNs) {
    const uint64_t goal = options.pauseGoalNs / 4;
    const size_t least = std::min(kLeastYoung, options.youngBytes);
    const size_t most = std::clamp(static_cast<size_t>(old.bytes / 8), least, options.youngBytes);
    if (pauseNs > goal - goal / 4) {
        youngLimit = std::max(least, youngLimit / 2);
    } else if (pauseNs < goal / 4 || youngLimit > most) {
        youngLimit = std::min(most, youngLimit + youngLimit / 4);
    }
}

void Heap::Impl::learnSpeed(uint64_t bytes, uint64_t ns) {
    constexpr uint64_t kTooLittle = 256 << 10;
    if (bytes < kTooLittle) return;
    markNsPerByte += (static_cast<double>(ns) / static_cast<double>(bytes) - markNsPerByte) / 4;
}

/// A collection because the limit was met. False if the living alone all but fill it: better an
/// OutOfMemoryError than a program that collects for each few kilobytes and never gets on.
bool Heap::Impl::collectForRoom() {
    pause(&HeapStats::fullPauses, [&] { collectFull(); });
    const size_t limit = options.limitBytes;
    return limit == 0 || reserveDepth > 0 || stats.liveBytes <= limit - limit / 64;
}

/// Collects at each allocation and goes through everything that a collection can meet: young ones after young
/// ones, a full one at once, one in steps with young ones between.
void Heap::Impl::stressStep() {
    if (stressCountdown > 1) {
        --stressCountdown;
        return;
    }
    stressCountdown = std::max<uint32_t>(1, options.stressInterval);
    constexpr size_t kLittle = 4 << 10;
    switch (stressPhase++ % 8) {
        case 2:
            return pause(&HeapStats::fullPauses, [&] { collectFull(); });
        case 4:
            if (marking) return;
            sweepSome(SIZE_MAX);
            return pause(&HeapStats::stepPauses, [&] { startMarking(); });
        case 5:
            return markStep(kLittle);
        case 7:
            if (!marking) return;
            return pause(&HeapStats::fullPauses, [&] { tryFinishMarking(UINT64_MAX); });
        default:
            return pause(&HeapStats::youngPauses, [&] { collectYoung(); });
    }
}

void Heap::collect() {
    if (impl_->collecting) return;
    impl_->pause(&HeapStats::fullPauses, [&] { impl_->collectFull(); });
    impl_->trimSome(SIZE_MAX);
}

void Heap::collectYoung() {
    if (!impl_->collecting) impl_->pause(&HeapStats::youngPauses, [&] { impl_->collectYoung(); });
}

bool Heap::hasRoomFor(size_t bytes) {
    if (impl_->fits(bytes)) return true;
    collect();
    return impl_->fits(bytes);
}

}  // namespace noodle
