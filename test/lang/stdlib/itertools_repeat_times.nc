import "itertools"
print(list(itertools.repeat("a", 2)), list(itertools.repeat(1, 0)), list(itertools.repeat(1, -3))) #> ["a", "a"] [] []
