import "functools"
calls = []
f = functools.cache(x => { calls.append(x); throw ValueError("no") })
for _ in 0..2 { try { f(1) } catch (ValueError e) {} }
print(calls) #> [1, 1]
