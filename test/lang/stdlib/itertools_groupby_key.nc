import "itertools"
print([(k, g) for k, g in itertools.groupby([1, 3, 2, 4, 5], x => x % 2)]) #> [(1, [1, 3]), (0, [2, 4]), (1, [5])]
