#include "runtime/builtins/sha_blocks.h"

#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace noodle {

namespace {

uint32_t bigEndian32(const uint8_t* p) {
    uint32_t v;
    std::memcpy(&v, p, 4);
    return __builtin_bswap32(v);
}

void plainSha256(uint32_t* state, const uint8_t* bytes, const Sha256Constants& constants) {
    uint32_t w[64];
    for (int i = 0; i < 16; ++i) w[i] = bigEndian32(bytes + 4 * i);
    for (int i = 16; i < 64; ++i) {
        uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
        uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < 64; ++i) {
        uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + constants.k[i] + w[i];
        uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    const uint32_t sum[8] = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; ++i) state[i] += sum[i];
}

void plainSha1(uint32_t* state, const uint8_t* bytes) {
    uint32_t w[80];
    for (int i = 0; i < 16; ++i) w[i] = bigEndian32(bytes + 4 * i);
    for (int i = 16; i < 80; ++i) w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 80; ++i) {
        uint32_t f = i < 20   ? ((b & c) | (~b & d)) + 0x5a827999
                     : i < 40 ? (b ^ c ^ d) + 0x6ed9eba1
                     : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
                              : (b ^ c ^ d) + 0xca62c1d6;
        uint32_t sum = std::rotl(a, 5) + f + e + w[i];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = sum;
    }
    const uint32_t sums[5] = {a, b, c, d, e};
    for (int i = 0; i < 5; ++i) state[i] += sums[i];
}

#if defined(__x86_64__)

bool hasShaInstructions() {
    static const bool has = [] {
        unsigned a = 0, b = 0, c = 0, d = 0;
        constexpr unsigned kSsse3 = 1u << 9, kSse41 = 1u << 19, kSha = 1u << 29;
        if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & kSsse3) == 0 || (c & kSse41) == 0) return false;
        return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & kSha) != 0;
    }();
    return has;
}

// The instructions keep the state as two registers, ABEF and CDGH (A in the highest lane), and do two rounds
// at a time. The schedule is made four words at a time: w holds the last 16 words in four registers.
__attribute__((target("sha,sse4.1,ssse3"))) void nativeSha256(uint32_t* state, const uint8_t* bytes,
                                                              size_t blocks,
                                                              const Sha256Constants& constants) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i dcba = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state));
    __m128i hgfe = _mm_loadu_si128(reinterpret_cast<const __m128i*>(state + 4));
    __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1);
    __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
    __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; blocks > 0; --blocks, bytes += 64) {
        const __m128i abefBefore = abef, cdghBefore = cdgh;
        __m128i w[4];
        for (int i = 0; i < 4; ++i) {
            w[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i)), swap);
        }
        for (int i = 0; i < 16; ++i) {
            __m128i words = w[i & 3];
            if (i >= 4) {
                // w[t] = s1(w[t-2]) + w[t-7] + s0(w[t-15]) + w[t-16]
                const __m128i last = w[(i + 3) & 3], before = w[(i + 2) & 3];
                __m128i sum = _mm_sha256msg1_epu32(words, w[(i + 1) & 3]);
                sum = _mm_add_epi32(sum, _mm_alignr_epi8(last, before, 4));
                words = w[i & 3] = _mm_sha256msg2_epu32(sum, last);
            }
            __m128i rounds =
                _mm_add_epi32(words, _mm_loadu_si128(reinterpret_cast<const __m128i*>(constants.k + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, rounds);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(rounds, 0x0E));
        }
        abef = _mm_add_epi32(abef, abefBefore);
        cdgh = _mm_add_epi32(cdgh, cdghBefore);
    }
    const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
    const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(state), _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

// Four rounds at a time; `function` chooses the constant and the way the words are mixed, five times four
// rounds each.
template <int function>
__attribute__((target("sha,sse4.1,ssse3"))) void sha1Rounds(__m128i& abcd, __m128i& before, __m128i* w) {
    for (int i = function * 5; i < function * 5 + 5; ++i) {
        if (i >= 4) {
            // w[t] = rotl(w[t-3] ^ w[t-8] ^ w[t-14] ^ w[t-16], 1)
            __m128i mixed = _mm_xor_si128(_mm_sha1msg1_epu32(w[i & 3], w[(i + 1) & 3]), w[(i + 2) & 3]);
            w[i & 3] = _mm_sha1msg2_epu32(mixed, w[(i + 3) & 3]);
        }
        // In the first rounds `before` is E itself, later the A of four rounds ago, which becomes E.
        __m128i e = i == 0 ? _mm_add_epi32(before, w[0]) : _mm_sha1nexte_epu32(before, w[i & 3]);
        before = abcd;
        abcd = _mm_sha1rnds4_epu32(abcd, e, function);
    }
}

__attribute__((target("sha,sse4.1,ssse3"))) void nativeSha1(uint32_t* state, const uint8_t* bytes,
                                                            size_t blocks) {
    const __m128i swap = _mm_set_epi64x(0x0001020304050607, 0x08090a0b0c0d0e0f);
    __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(state)), 0x1B);
    __m128i e = _mm_set_epi32(static_cast<int>(state[4]), 0, 0, 0);
    for (; blocks > 0; --blocks, bytes += 64) {
        __m128i w[4];
        for (int i = 0; i < 4; ++i) {
            w[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i)), swap);
        }
        const __m128i abcdBefore = abcd;
        __m128i last = e;
        sha1Rounds<0>(abcd, last, w);
        sha1Rounds<1>(abcd, last, w);
        sha1Rounds<2>(abcd, last, w);
        sha1Rounds<3>(abcd, last, w);
        e = _mm_sha1nexte_epu32(last, e);
        abcd = _mm_add_epi32(abcd, abcdBefore);
    }
    _mm_storeu_si128(reinterpret_cast<__m128i*>(state), _mm_shuffle_epi32(abcd, 0x1B));
    state[4] = static_cast<uint32_t>(_mm_extract_epi32(e, 3));
}

#endif

}  // namespace

void sha256Blocks(uint32_t* state, const uint8_t* bytes, size_t blocks, const Sha256Constants& constants) {
#if defined(__x86_64__)
    if (hasShaInstructions()) return nativeSha256(state, bytes, blocks, constants);
#endif
    for (; blocks > 0; --blocks, bytes += 64) plainSha256(state, bytes, constants);
}

void sha1Blocks(uint32_t* state, const uint8_t* bytes, size_t blocks) {
#if defined(__x86_64__)
    if (hasShaInstructions()) return nativeSha1(state, bytes, blocks);
#endif
    for (; blocks > 0; --blocks, bytes += 64) plainSha1(state, bytes);
}

}  // namespace noodle
