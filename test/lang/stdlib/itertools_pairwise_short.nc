import "itertools"
print(list(itertools.pairwise([1])), list(itertools.pairwise([]))) #> [] []
