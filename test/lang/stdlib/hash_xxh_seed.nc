import "hash"
print(hash.xxh64("a", 1) == hash.xxh64("a"), hash.xxh32("a", seed: 2) == hash.xxh32("a")) #> false false
