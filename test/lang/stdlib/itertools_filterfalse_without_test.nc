import "itertools"
print(list(itertools.filterfalse(null, [0, 1, "", "a", null]))) #> [0, "", null]
