import "itertools"
print(itertools.tee([1], 0)) #> ()
