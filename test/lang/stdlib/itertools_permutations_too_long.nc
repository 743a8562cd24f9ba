import "itertools"
print(list(itertools.permutations([1, 2], 3)), list(itertools.permutations([1], 0))) #> [] [()]
