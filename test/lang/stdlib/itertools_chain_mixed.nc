import "itertools"
print(list(itertools.chain("ab", [1], {2}, range(2)))) #> ["a", "b", 1, 2, 0, 1]
