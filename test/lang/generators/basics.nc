function* g() { yield 1; x = yield 2; print("resumed"); yield 3 }
it = g()
print(next(it), next(it), next(it), next(it, "end")) #> resumed
#> 1 2 3 end
print(list(g()), typeOf(g())) #> resumed
#> [1, 2, 3] Generator
