import "itertools"
print(list(itertools.accumulate([3, 1, 4, 1, 5], (a, b) => max(a, b)))) #> [3, 3, 4, 4, 5]
