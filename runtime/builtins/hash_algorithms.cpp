#include "runtime/builtins/hash_algorithms.h"

#include <array>
#include <bit>
#include <cstring>

#include "runtime/builtins/sha_blocks.h"

namespace noodle {

namespace {

// ---- constants: the fractions of cube roots and square roots of primes, and of sines
constexpr uint64_t kSha512[80] = {
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc, 0x3956c25bf348b538,
    0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242, 0x12835b0145706fbe,
    0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2, 0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
    0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5, 0x983e5152ee66dfab,
    0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
    0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed,
    0x53380d139d95b3df, 0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
    0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8, 0x19a4c116b8d2d0c8, 0x1e376c085141ab53,
    0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373,
    0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b, 0xca273eceea26619c,
    0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba, 0x0a637dc5a2c898a6,
    0x113f9804bef90dae, 0x1b710b35131c471b, 0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
    0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
};
constexpr uint64_t kSha512Start[8] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
};
constexpr uint32_t kMd5[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

constexpr Sha256Constants kSha256 = [] {
    Sha256Constants c{};
    for (int i = 0; i < 64; ++i) c.k[i] = static_cast<uint32_t>(kSha512[i] >> 32);
    return c;
}();

template <typename Word, bool bigEndian>
Word loadWord(const uint8_t* p) {
    Word v;
    std::memcpy(&v, p, sizeof v);
    if constexpr (!bigEndian) return v;
    return sizeof v == 4 ? static_cast<Word>(__builtin_bswap32(static_cast<uint32_t>(v)))
                         : static_cast<Word>(__builtin_bswap64(v));
}
template <typename Word, bool bigEndian>
void storeWord(char* p, Word v) {
    Word turned = loadWord<Word, bigEndian>(reinterpret_cast<const uint8_t*>(&v));
    std::memcpy(p, &turned, sizeof v);
}

// ---- the inner loops. Each has its words, its start and how many of them are the result.

struct Md5 {
    using Word = uint32_t;
    static constexpr bool kBigEndian = false;
    static constexpr size_t kBlock = 64, kResult = 16;
    Word state[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};

    template <int round>
    static void rounds(const uint32_t* w, uint32_t& a, uint32_t& b, uint32_t& c, uint32_t& d) {
        constexpr int kTurns[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
        constexpr int kStep[4] = {1, 5, 3, 7}, kFirst[4] = {0, 1, 5, 0};
#pragma GCC unroll 16
        for (int i = 0; i < 16; ++i) {
            uint32_t f = round == 0   ? d ^ (b & (c ^ d))
                         : round == 1 ? c ^ (d & (b ^ c))
                         : round == 2 ? b ^ c ^ d
                                      : c ^ (b | ~d);
            uint32_t sum = a + f + kMd5[round * 16 + i] + w[(kFirst[round] + kStep[round] * i) & 15];
            a = d;
            d = c;
            c = b;
            b += std::rotl(sum, kTurns[round][i & 3]);
        }
    }
    void blocks(const uint8_t* p, size_t count) {
        for (; count > 0; --count, p += kBlock) {
            uint32_t w[16], a = state[0], b = state[1], c = state[2], d = state[3];
            for (int i = 0; i < 16; ++i) w[i] = loadWord<uint32_t, false>(p + 4 * i);
            rounds<0>(w, a, b, c, d);
            rounds<1>(w, a, b, c, d);
            rounds<2>(w, a, b, c, d);
            rounds<3>(w, a, b, c, d);
            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
        }
    }
};

struct Sha1 {
    using Word = uint32_t;
    static constexpr bool kBigEndian = true;
    static constexpr size_t kBlock = 64, kResult = 20;
    Word state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

    void blocks(const uint8_t* p, size_t count) { sha1Blocks(state, p, count); }
};

struct Sha256 {
    using Word = uint32_t;
    static constexpr bool kBigEndian = true;
    static constexpr size_t kBlock = 64, kResult = 32;
    Word state[8];

    Sha256() {
        for (int i = 0; i < 8; ++i) state[i] = static_cast<uint32_t>(kSha512Start[i] >> 32);
    }
    void blocks(const uint8_t* p, size_t count) { sha256Blocks(state, p, count, kSha256); }
};

struct Sha512 {
    using Word = uint64_t;
    static constexpr bool kBigEndian = true;
    static constexpr size_t kBlock = 128, kResult = 64;
    Word state[8];

    Sha512() { std::memcpy(state, kSha512Start, sizeof state); }
    void blocks(const uint8_t* p, size_t count) {
        for (; count > 0; --count, p += kBlock) {
            uint64_t w[80], v[8];
            for (int i = 0; i < 16; ++i) w[i] = loadWord<uint64_t, true>(p + 8 * i);
            for (int i = 16; i < 80; ++i) {
                uint64_t s0 = std::rotr(w[i - 15], 1) ^ std::rotr(w[i - 15], 8) ^ (w[i - 15] >> 7);
                uint64_t s1 = std::rotr(w[i - 2], 19) ^ std::rotr(w[i - 2], 61) ^ (w[i - 2] >> 6);
                w[i] = w[i - 16] + s0 + w[i - 7] + s1;
            }
            std::memcpy(v, state, sizeof v);
            for (int i = 0; i < 80; ++i) {
                uint64_t s1 = std::rotr(v[4], 14) ^ std::rotr(v[4], 18) ^ std::rotr(v[4], 41);
                uint64_t t1 = v[7] + s1 + ((v[4] & v[5]) ^ (~v[4] & v[6])) + kSha512[i] + w[i];
                uint64_t s0 = std::rotr(v[0], 28) ^ std::rotr(v[0], 34) ^ std::rotr(v[0], 39);
                uint64_t t2 = s0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
                for (int j = 7; j > 0; --j) v[j] = v[j - 1];
                v[4] += t1;
                v[0] = t1 + t2;
            }
            for (int i = 0; i < 8; ++i) state[i] += v[i];
        }
    }
};

/// Padding of the MD and SHA family: a bit 1, zeros, the length in bits at the end of a block.
template <typename Core>
class BlockHash final : public HashState {
  public:
    void update(std::string_view bytes) override {
        total_ += bytes.size();
        if (held_ > 0) {
            size_t taken = std::min(bytes.size(), Core::kBlock - held_);
            std::memcpy(block_.data() + held_, bytes.data(), taken);
            held_ += taken;
            bytes.remove_prefix(taken);
            if (held_ < Core::kBlock) return;
            core_.blocks(block_.data(), 1);
            held_ = 0;
        }
        size_t whole = bytes.size() / Core::kBlock;
        core_.blocks(reinterpret_cast<const uint8_t*>(bytes.data()), whole);
        bytes.remove_prefix(whole * Core::kBlock);
        if (!bytes.empty()) std::memcpy(block_.data(), bytes.data(), bytes.size());
        held_ = bytes.size();
    }
    std::string digest() const override {
        BlockHash last(*this);
        const uint64_t bits = total_ * 8;
        std::string padding(1, '\x80');
        const size_t lengthBytes = sizeof(typename Core::Word) * 2;
        while ((held_ + padding.size() + lengthBytes) % Core::kBlock != 0) padding += '\0';
        padding.append(lengthBytes, '\0');
        storeWord<uint64_t, Core::kBigEndian>(padding.data() + padding.size() - 8, bits);
        last.update(padding);
        std::string out(sizeof last.core_.state, '\0');
        for (size_t i = 0; i < std::size(last.core_.state); ++i) {
            storeWord<typename Core::Word, Core::kBigEndian>(out.data() + i * sizeof(typename Core::Word),
                                                             last.core_.state[i]);
        }
        out.resize(Core::kResult);
        return out;
    }
    std::unique_ptr<HashState> copy() const override { return std::make_unique<BlockHash>(*this); }
    size_t blockBytes() const override { return Core::kBlock; }

  private:
    Core core_;
    std::array<uint8_t, Core::kBlock> block_;
    size_t held_ = 0;
    uint64_t total_ = 0;
};

class Blake2b final : public HashState {
  public:
    Blake2b() {
        std::memcpy(state_, kSha512Start, sizeof state_);
        state_[0] ^= 0x01010000 ^ kResult;
    }
    void update(std::string_view bytes) override {
        // The last block is worked in differently, so a full one waits until more comes.
        while (!bytes.empty()) {
            if (held_ == kBlock) {
                total_ += kBlock;
                work(false);
                held_ = 0;
            }
            size_t taken = std::min(bytes.size(), kBlock - held_);
            std::memcpy(block_ + held_, bytes.data(), taken);
            held_ += taken;
            bytes.remove_prefix(taken);
        }
    }
    std::string digest() const override {
        Blake2b last(*this);
        last.total_ += held_;
        std::memset(last.block_ + held_, 0, kBlock - held_);
        last.work(true);
        return std::string(reinterpret_cast<const char*>(last.state_), kResult);
    }
    std::unique_ptr<HashState> copy() const override { return std::make_unique<Blake2b>(*this); }
    size_t blockBytes() const override { return kBlock; }

  private:
    static constexpr size_t kBlock = 128, kResult = 64;

    static void mix(uint64_t* v, int a, int b, int c, int d, uint64_t x, uint64_t y) {
        v[a] += v[b] + x;
        v[d] = std::rotr(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = std::rotr(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = std::rotr(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = std::rotr(v[b] ^ v[c], 63);
    }
    void work(bool isLast) {
        static constexpr uint8_t kOrder[10][16] = {
            {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
            {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
            {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
            {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
            {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
            {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
            {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
            {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
            {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
            {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
        };
        uint64_t words[16], v[16];
        for (int i = 0; i < 16; ++i) words[i] = loadWord<uint64_t, false>(block_ + 8 * i);
        std::memcpy(v, state_, sizeof state_);
        std::memcpy(v + 8, kSha512Start, sizeof kSha512Start);
        v[12] ^= total_;
        if (isLast) v[14] = ~v[14];
        for (int round = 0; round < 12; ++round) {
            const uint8_t* o = kOrder[round % 10];
            for (int i = 0; i < 4; ++i) mix(v, i, i + 4, i + 8, i + 12, words[o[2 * i]], words[o[2 * i + 1]]);
            for (int i = 0; i < 4; ++i) {
                mix(v, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4, words[o[8 + 2 * i]],
                    words[o[9 + 2 * i]]);
            }
        }
        for (int i = 0; i < 8; ++i) state_[i] ^= v[i] ^ v[i + 8];
    }

    uint64_t state_[8];
    uint64_t total_ = 0;
    size_t held_ = 0;
    uint8_t block_[kBlock];
};

template <typename T>
std::unique_ptr<HashState> make() {
    return std::make_unique<T>();
}

struct Algorithm {
    std::string_view name;
    std::unique_ptr<HashState> (*make)();
};
constexpr Algorithm kAlgorithms[] = {
    {"md5", make<BlockHash<Md5>>},       {"sha1", make<BlockHash<Sha1>>}, {"sha256", make<BlockHash<Sha256>>},
    {"sha512", make<BlockHash<Sha512>>}, {"blake2b", make<Blake2b>},
};

// Eight tables: the checksum advances eight bytes at a step.
using CrcTables = std::array<std::array<uint32_t, 256>, 8>;
constexpr CrcTables kCrc = [] {
    CrcTables t{};
    for (uint32_t i = 0; i < 256; ++i) {
        uint32_t c = i;
        for (int bit = 0; bit < 8; ++bit) c = (c >> 1) ^ ((c & 1) != 0 ? 0xEDB88320u : 0);
        t[0][i] = c;
    }
    for (size_t k = 1; k < 8; ++k) {
        for (size_t i = 0; i < 256; ++i) t[k][i] = (t[k - 1][i] >> 8) ^ t[0][t[k - 1][i] & 255];
    }
    return t;
}();

}  // namespace

std::unique_ptr<HashState> newHashState(std::string_view algorithm) {
    for (const Algorithm& row : kAlgorithms) {
        if (algorithm == row.name) return row.make();
    }
    return nullptr;
}

const char* hashAlgorithmNames() {
    return "md5, sha1, sha256, sha512, blake2b";
}

uint32_t crc32Of(std::string_view bytes, uint32_t before) {
    uint32_t c = ~before;
    const auto* p = reinterpret_cast<const uint8_t*>(bytes.data());
    size_t left = bytes.size();
    for (; left >= 8; left -= 8, p += 8) {
        uint64_t word = loadWord<uint64_t, false>(p) ^ c;
        c = 0;
        for (size_t i = 0; i < 8; ++i) c ^= kCrc[7 - i][(word >> (8 * i)) & 255];
    }
    for (; left > 0; --left, ++p) c = (c >> 8) ^ kCrc[0][(c ^ *p) & 255];
    return ~c;
}

}  // namespace noodle
