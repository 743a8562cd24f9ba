import "hash"
print(hash.crc32(""), hash.crc32("a"), hash.crc32("abcdefgh"), hash.crc32("The quick brown fox jumps over the lazy dog")) #> 0 3904355907 2934909520 1095738169
