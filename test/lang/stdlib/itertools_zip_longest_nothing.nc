import "itertools"
print(list(itertools.zip_longest()), list(itertools.zip_longest([], []))) #> [] []
