import "hash"
try { hash.digest("sha3", "") } catch (ValueError e) { print(e) }
#> digest(): there is no algorithm "sha3" (md5, sha1, sha256, sha512, blake2b)
