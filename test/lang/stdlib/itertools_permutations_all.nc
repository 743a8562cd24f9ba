import "itertools"
print(["".join(p) for p in itertools.permutations("abc")]) #> ["abc", "acb", "bac", "bca", "cab", "cba"]
