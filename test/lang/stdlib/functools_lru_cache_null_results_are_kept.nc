import "functools"
calls = []
f = functools.cache(x => { calls.append(x); return null })
print(f(1), f(1), calls) #> null null [1]
