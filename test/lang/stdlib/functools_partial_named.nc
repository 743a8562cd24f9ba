import "functools"
function f(a, b = 0, c = 0) { return [a, b, c] }
g = functools.partial(f, b: 5)
print(g(1), g(1, c: 2), g(1, b: 7)) #> [1, 5, 0] [1, 5, 2] [1, 7, 0]
