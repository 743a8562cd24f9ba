import "hash"
# Lengths about the ends of blocks, where padding begins a new one.
all = [hash.sha512("a" * n) for n in [1, 55, 56, 57, 63, 64, 65, 111, 112, 113, 119, 120, 127, 128, 129, 255, 256, 257, 1000]]
print(hash.sha512("".join(all)))
#> edb33ede4a6c1090037daf6da16d00e7fcec001a14c546c3a1e25ece1639ffa0538246111ef24d49428c292ef1cb79cbac658a3692258ef2f3d8b79458673da5
