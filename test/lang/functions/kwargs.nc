def f(a, **more):
    return (a, more)
print(f(1, x=2, y=3)) #> (1, {"x": 2, "y": 3})
print(f(**{"a": 5, "z": 6})) #> (5, {"z": 6})
def g(*args, **kw): return f(*args, **kw)
print(g(9, k="v")) #> (9, {"k": "v"})
