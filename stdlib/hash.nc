// Hashes and checksums of bytes and of strings, which count as their UTF-8. For keeping secrets use sha256, sha512 or blake2b; md5 and
// sha1 are broken and here for old formats; crc32 and the xxh functions are quick checksums that protect against accidents only.
import "_hash" as native

/// The MD5 of the data, in hexadecimal digits.
///     print(hash.md5("abc")) #> 900150983cd24fb0d6963f7d28e17f72
export function md5(data): string { return native.digest("md5", data).hex() }

/// The SHA-1 of the data, in hexadecimal digits.
///     print(hash.sha1("abc")) #> a9993e364706816aba3e25717850c26c9cd0d89d
export function sha1(data): string { return native.digest("sha1", data).hex() }

/// The SHA-256 of the data, in hexadecimal digits.
///     print(hash.sha256(b"abc")) #> ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
export function sha256(data): string { return native.digest("sha256", data).hex() }

/// The SHA-512 of the data, in hexadecimal digits.
///     print(hash.sha512("")[:32]) #> cf83e1357eefb8bdf1542850d66d8007
export function sha512(data): string { return native.digest("sha512", data).hex() }

/// The BLAKE2b of the data with 64 bytes, in hexadecimal digits.
///     print(hash.blake2b("abc")[:32]) #> ba80a53f981c4d0d6a2797b69f12f6e9
export function blake2b(data): string { return native.digest("blake2b", data).hex() }

/// The hash by the name of its algorithm (md5, sha1, sha256, sha512, blake2b), as bytes.
///     print(hash.digest("sha1", "abc").length) #> 20
export function digest(algorithm: string, data): bytes { return native.digest(algorithm, data) }

/// HMAC: proof that the data comes from somebody who knows the key. In hexadecimal digits.
///     print(hash.hmac("key", "The quick brown fox jumps over the lazy dog", "md5")) #> 80070713463e7749b90c2dc24911e275
export function hmac(key, data, algorithm: string = "sha256"): string {
    let size = native.blockSize(algorithm)
    let secret = isString(key) ? key.encode() : key
    if secret.length > size { secret = native.digest(algorithm, secret) }
    secret = secret + bytes([0 for _ in 0..size - secret.length])
    let inner = native.digest(algorithm, bytes([b ^ 0x36 for b in secret]) + (isString(data) ? data.encode() : data))
    return native.digest(algorithm, bytes([b ^ 0x5c for b in secret]) + inner).hex()
}

/// True if both are the same, in a time that does not tell where they differ: for comparing secrets.
///     print(hash.same("secret", "secret"), hash.same("a", "b")) #> true false
export function same(a, b): bool {
    let left = isString(a) ? a.encode() : a
    let right = isString(b) ? b.encode() : b
    if left.length != right.length { return false }
    let different = 0
    for i in 0..left.length { different = different | (left[i] ^ right[i]) }
    return different == 0
}

/// The CRC-32 of zip and PNG; `before` is the checksum of what came before.
///     print(hex(hash.crc32("123456789")), hash.crc32("cd", hash.crc32("ab")) == hash.crc32("abcd")) #> 0xcbf43926 true
export function crc32(data, before: int = 0): int { return native.crc32(data, before) }

/// XXH3 with 64 bits, the quickest checksum. The int is signed.
///     print(hash.xxh3("noodle") == hash.xxh3(b"noodle"), hash.xxh3("noodle") == hash.xxh3("noodle", seed: 1)) #> true false
export function xxh3(data, seed: int = 0): int { return native.xxh3(data, seed) }

/// XXH64. The int is signed.
///     print(hash.xxh64("")) #> -1205034819632174695
export function xxh64(data, seed: int = 0): int { return native.xxh64(data, seed) }

/// XXH32.
///     print(hash.xxh32("")) #> 46947589
export function xxh32(data, seed: int = 0): int { return native.xxh32(data, seed) }

/// A hash of data that comes in pieces. `algorithm` as for digest().
///     h = hash.Hasher("sha256")
///     h.update("a")
///     h.update(b"bc")
///     print(h.hex() == hash.sha256("abc")) #> true
export class Hasher {
    /// The name that it was made with.
    algorithm: string
    private state = null

    constructor(algorithm: string = "sha256", data = null) {
        self.algorithm = algorithm
        self.state = native.begin(algorithm)
        if data != null { self.update(data) }
    }
    /// Adds data. Gives the Hasher, so that calls can follow.
    update(data): Hasher {
        native.update(self.state, data)
        return self
    }
    /// The hash of what was added so far, as bytes; more may be added.
    digest(): bytes { return native.result(self.state) }
    /// The same in hexadecimal digits.
    hex(): string { return native.result(self.state).hex() }
    /// As hex.
    hexdigest(): string { return self.hex() }
    /// A Hasher that goes on from here by itself.
    copy(): Hasher {
        let twin = Hasher(self.algorithm)
        twin.state = native.copy(self.state)
        return twin
    }
}
