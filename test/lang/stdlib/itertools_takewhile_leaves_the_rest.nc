import "itertools"
it = iter([1, 2, 9, 3])
print(list(itertools.takewhile(x => x < 5, it)), list(it)) #> [1, 2] [3]
