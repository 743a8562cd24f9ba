import "functools"
print(functools.flip((a, b, c) => [a, b, c])(1, 2, 3), functools.constant(4)(9, x: 1), functools.identity(null)) #> [2, 1, 3] 4 null
