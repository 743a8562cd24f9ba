import "functools"
f = functools.partial((a, b, c) => [a, b, c], 1, 2)
print(f(3)) #> [1, 2, 3]
