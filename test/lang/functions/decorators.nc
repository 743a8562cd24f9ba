function logged(f) { return (...args) => { print("call", args); return f(...args) } }
function times(n) { return f => x => f(x) * n }
@logged
function add(a, b) { return a + b }
@times(3)
function inc(x) { return x + 1 }
print(add(1, 2), inc(1)) #> call [1, 2]
#> 3 6
