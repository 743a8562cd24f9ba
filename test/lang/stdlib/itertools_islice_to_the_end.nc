import "itertools"
print(list(itertools.islice(range(10), 7, null)), list(itertools.islice(range(10), 0, null, 4))) #> [7, 8, 9] [0, 4, 8]
