import "itertools"
print(list(itertools.dropwhile(x => true, [1, 2])), list(itertools.dropwhile(x => false, [1, 2]))) #> [] [1, 2]
