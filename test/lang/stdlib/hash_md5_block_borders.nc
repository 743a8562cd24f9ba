import "hash"
# Lengths about the ends of blocks, where padding begins a new one.
all = [hash.md5("a" * n) for n in [1, 55, 56, 57, 63, 64, 65, 111, 112, 113, 119, 120, 127, 128, 129, 255, 256, 257, 1000]]
print(hash.md5("".join(all)))
#> fb1b9c3e3a7426b0abed71557ee7e6f7
