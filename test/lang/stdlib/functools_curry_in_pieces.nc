import "functools"
f = functools.curry((a, b, c) => "${a}${b}${c}", 3)
g = f(1)
print(g(2)(3), g(4, 5), f(1, 2, 3)) #> 123 145 123
