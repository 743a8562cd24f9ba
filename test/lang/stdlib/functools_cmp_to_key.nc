import "functools"
print(sorted([3, 10, 2], key: functools.cmp_to_key((a, b) => b - a))) #> [10, 3, 2]
