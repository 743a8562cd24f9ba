import "functools"
calls = []
@functools.cache
function f(a, b = 1) { calls.append([a, b]); return a + b }
print(f(1, b: 2), f(1, b: 2), f(1), calls) #> 3 3 2 [[1, 2], [1, 1]]
