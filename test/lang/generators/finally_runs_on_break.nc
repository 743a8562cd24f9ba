function g() { try { yield 1; yield 2 } finally { print("closed") } }
for v in g() { print(v); break }
print("after")
#> 1
#> closed
#> after
