// Rng: xoshiro256** with splitmix64 seeding: the generator behind module random. Deterministic for a seed on
// every machine; not for secrets. Plain value type, used by one thread.
#pragma once

#include <cstdint>

namespace noodle {

class Rng {
  public:
    explicit Rng(uint64_t seed) { reseed(seed); }
    void reseed(uint64_t seed);
    uint64_t next();
    /// Uniform in [0, 1) with 53 bits.
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    /// Uniform in [0, bound), without bias. Requires bound > 0.
    uint64_t below(uint64_t bound);
    /// Normal distribution with mean 0 and deviation 1.
    double gauss();

  private:
    uint64_t state_[4];
    double spare_ = 0;
    bool hasSpare_ = false;
};

}  // namespace noodle
