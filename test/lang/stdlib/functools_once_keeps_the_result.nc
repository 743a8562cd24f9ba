import "functools"
calls = []
f = functools.once(x => { calls.append(x); return x })
print(f(1), f(2), calls) #> 1 1 [1]
