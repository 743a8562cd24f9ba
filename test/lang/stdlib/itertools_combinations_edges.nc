import "itertools"
print(list(itertools.combinations([1, 2], 0)), list(itertools.combinations([1, 2], 3)), list(itertools.combinations("abcd", 3)).length) #> [()] [] 4
