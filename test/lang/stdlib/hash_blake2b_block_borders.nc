import "hash"
# Lengths about the ends of blocks, where padding begins a new one.
all = [hash.blake2b("a" * n) for n in [1, 55, 56, 57, 63, 64, 65, 111, 112, 113, 119, 120, 127, 128, 129, 255, 256, 257, 1000]]
print(hash.blake2b("".join(all)))
#> 2601ae00aaa2ff679f9f1eaf241e25af790993eb20eaef59559bdc76051af9c6223b04db0154ebdb57c195c25b3ab09c9cea64a082fd515cae33f8de00d5c106
