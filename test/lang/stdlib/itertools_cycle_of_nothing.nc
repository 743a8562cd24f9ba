import "itertools"
print(list(itertools.cycle([]))) #> []
