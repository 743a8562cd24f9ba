import "itertools"
print(["".join(c) for c in itertools.combinationsWithReplacement("ab", 3)]) #> ["aaa", "aab", "abb", "bbb"]
