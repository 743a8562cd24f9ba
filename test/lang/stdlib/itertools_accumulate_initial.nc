import "itertools"
print(list(itertools.accumulate([1, 2], initial: 10)), list(itertools.accumulate([]))) #> [10, 11, 13] []
