import "itertools"
print(list(itertools.starmap((a, b, c) => a + b * c, [(1, 2, 3), [4, 5, 6]]))) #> [7, 34]
