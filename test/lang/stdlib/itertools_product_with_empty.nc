import "itertools"
print(list(itertools.product([1, 2], []))) #> []
