import "itertools"
print(list(itertools.zipLongest("ab", [1], fillvalue: "-"))) #> [("a", 1), ("b", "-")]
