// Pools and regions against malloc and free of each object, for sizes that the runtime's own objects have.
// Every case runs in a process of its own. Prints CPU time and resident memory; fails unless the pools after
// a load, and regions, take at least 30 % less of one of the two.
//
//   pools [COUNT]     objects that live at once; a million by default
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <vector>

#include "runtime/base/clock.h"
#include "runtime/memory/pools.h"
#include "runtime/memory/pressure.h"
#include "runtime/memory/scratch.h"

namespace noodle {
namespace {

struct Figures {
    double seconds = 0;
    size_t bytes = 0;  ///< resident beyond what the process had
};

struct FromMalloc {
    void* allocate(size_t bytes) { return std::malloc(bytes); }
    void release(void* memory, size_t) { std::free(memory); }
};

size_t residentBytes() {
    return readMemory().processBytes;
}

struct Payload {
    void* memory;
    size_t bytes;
};

template <typename Source>
void fill(Source& source, Payload& payload, std::mt19937& random) {
    payload.bytes = 24 + random() % 177;
    payload.memory = source.allocate(payload.bytes);
    std::memset(payload.memory, 1, payload.bytes);
}

/// Objects come and go at random.
template <typename Source>
Figures churn(size_t count) {
    Source source;
    std::mt19937 random(1);
    std::vector<Payload> payloads(count);
    const size_t before = residentBytes();
    const uint64_t start = threadCpuNs();
    for (Payload& payload : payloads) fill(source, payload, random);
    for (size_t i = 0; i < 4 * count; ++i) {
        Payload& payload = payloads[random() % count];
        source.release(payload.memory, payload.bytes);
        fill(source, payload, random);
    }
    return {static_cast<double>(threadCpuNs() - start) * 1e-9, residentBytes() - before};
}

/// A load ends: the oldest 15 of 16 objects go. What is left?
template <typename Source>
Figures afterLoad(size_t count) {
    Source source;
    std::mt19937 random(1);
    std::vector<Payload> payloads(count);
    const size_t before = residentBytes();
    const uint64_t start = threadCpuNs();
    for (Payload& payload : payloads) fill(source, payload, random);
    for (size_t i = 0; i < count - count / 16; ++i) source.release(payloads[i].memory, payloads[i].bytes);
    return {static_cast<double>(threadCpuNs() - start) * 1e-9, residentBytes() - before};
}

/// Scratch arrays of a request: a thousand small pieces, then all are given back.
template <typename Request>
Figures requests(size_t count, Request request) {
    constexpr size_t kPieces = 1000;
    std::mt19937 random(1);
    const size_t before = residentBytes();
    const uint64_t start = threadCpuNs();
    for (size_t i = 0; i < count / kPieces; ++i) request(kPieces, random);
    return {static_cast<double>(threadCpuNs() - start) * 1e-9, residentBytes() - before};
}

// Zeroed, as a region's pieces are.
Figures scratchFromMalloc(size_t count) {
    return requests(count, [](size_t pieces, std::mt19937& random) {
        std::vector<void*> all(pieces);
        for (void*& piece : all) piece = std::calloc(1, 32 + random() % 993);
        for (void* piece : all) std::free(piece);
    });
}
Figures scratchFromRegion(size_t count) {
    Regions regions;
    ScratchSizes sizes;
    return requests(count, [&](size_t pieces, std::mt19937& random) {
        Scratch scratch(regions, sizes);
        for (size_t i = 0; i < pieces; ++i) {
            if (scratch.allocate(32 + random() % 993) == nullptr) std::abort();
        }
        sizes.note(scratch.usedBytes());
    });
}

/// The best of several runs, each in a process of its own.
Figures measure(Figures (*run)(size_t), size_t count) {
    constexpr int kRounds = 3;
    auto* shared = static_cast<Figures*>(
        ::mmap(nullptr, sizeof(Figures), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    Figures best;
    for (int i = 0; i < kRounds; ++i) {
        pid_t child = ::fork();
        if (child == 0) {
            *shared = run(count);
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!WIFEXITED(status)) std::exit(1);
        if (i == 0 || shared->seconds < best.seconds) best = *shared;
    }
    ::munmap(shared, sizeof(Figures));
    return best;
}

/// Prints both. True: the first takes at least 30 % less time or memory.
bool compare(const char* what, const Figures& own, const Figures& plain) {
    auto mb = [](size_t bytes) { return static_cast<double>(bytes) / (1 << 20); };
    const double time = own.seconds / plain.seconds;
    const double memory =
        static_cast<double>(own.bytes) / static_cast<double>(std::max<size_t>(plain.bytes, 1));
    std::printf("%-28s CPU %.3f s, malloc %.3f s: %.2f; memory %.1f MB, malloc %.1f MB: %.2f\n", what,
                own.seconds, plain.seconds, time, mb(own.bytes), mb(plain.bytes), memory);
    return time <= 0.7 || memory <= 0.7;
}

}  // namespace
}  // namespace noodle

int main(int argc, char** argv) {
    using namespace noodle;
    const size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    if (count < 1000) return 2;
    compare("objects at random", measure(churn<SizePools>, count), measure(churn<FromMalloc>, count));
    bool pools = compare("objects after a load", measure(afterLoad<SizePools>, count),
                         measure(afterLoad<FromMalloc>, count));
    bool regions = compare("scratch arrays of requests", measure(scratchFromRegion, count),
                           measure(scratchFromMalloc, count));
    return pools && regions ? 0 : 1;
}
