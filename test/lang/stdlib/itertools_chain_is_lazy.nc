import "itertools"
function* g() { print("started"); yield 1 }
c = itertools.chain([0], g())
print(next(c)) #> 0
print(next(c)) #> started
#> 1
