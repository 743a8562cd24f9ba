import "itertools"
[a, b, c] = itertools.tee(iter([1, 2, 3]), 3)
print(next(a), next(a), list(b), list(a), list(c)) #> 1 2 [1, 2, 3] [3] [1, 2, 3]
