// Hash functions that module hash offers: md5, sha1, sha256, sha512, blake2b, crc32. Pure computation over
// bytes; knows nothing of the language. The functions are standard ones (RFC 1321, FIPS 180-4, RFC 7693, the
// CRC of zip); md5 and sha1 are for old formats, not for safety.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace noodle {

/// A hash of what was given so far. One thread.
class HashState {
  public:
    virtual ~HashState() = default;
    virtual void update(std::string_view bytes) = 0;
    /// The raw hash; the state goes on unchanged.
    virtual std::string digest() const = 0;
    virtual std::unique_ptr<HashState> copy() const = 0;
    /// Bytes that the function works on at a time (HMAC needs it).
    virtual size_t blockBytes() const = 0;
};

/// Null if there is no algorithm of this name.
std::unique_ptr<HashState> newHashState(std::string_view algorithm);
/// The names, separated by ", ".
const char* hashAlgorithmNames();

/// The CRC-32 of zip, gzip and PNG, going on from `before`.
uint32_t crc32Of(std::string_view bytes, uint32_t before);

}  // namespace noodle
