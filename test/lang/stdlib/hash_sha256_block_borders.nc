import "hash"
# Lengths about the ends of blocks, where padding begins a new one.
all = [hash.sha256("a" * n) for n in [1, 55, 56, 57, 63, 64, 65, 111, 112, 113, 119, 120, 127, 128, 129, 255, 256, 257, 1000]]
print(hash.sha256("".join(all)))
#> bceb18168ced6f8c57c30a3c20045a28622670d3ea9c5de2b81d7df7d733f378
