import "itertools"
print(list(itertools.compress([1, 2, 3], [true]))) #> [1]
