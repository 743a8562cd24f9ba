import "itertools"
print(list(itertools.product([0, 1], repeat: 2)), list(itertools.product())) #> [(0, 0), (0, 1), (1, 0), (1, 1)] [()]
