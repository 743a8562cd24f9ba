import "hash"
# Lengths about the ends of blocks, where padding begins a new one.
all = [hash.sha1("a" * n) for n in [1, 55, 56, 57, 63, 64, 65, 111, 112, 113, 119, 120, 127, 128, 129, 255, 256, 257, 1000]]
print(hash.sha1("".join(all)))
#> 92f2a882d3c30ea4a5ead923f0b4ee20e317de29
