def call(g, *more): return [g()] + [m() for m in more]
x = True
print(call(lambda: 1), call(g=lambda: 2), call(lambda: 3, lambda: 4), call(lambda: 5 if x else 6))
print((lambda: 7)(), [lambda: 8][0](), {"k": lambda: 9}["k"](), sorted([1, 2], key=lambda v: -v))
f = lambda: lambda: 10
print(f()())
#> [1] [2] [3, 4] [5]
#> 7 8 9 [2, 1]
#> 10
