import "itertools"
it = iter(range(10))
list(itertools.islice(it, 3))
print(next(it)) #> 3
