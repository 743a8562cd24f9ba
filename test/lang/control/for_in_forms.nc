for (x in [1, 2]) { print(x) } #> 1
#> 2
for x in "ab" { print(x) } #> a
#> b
for i, c in enumerate("xy") { print(i, c) } #> 0 x
#> 1 y
for k in {"a": 1} { print(k) } #> a
for k, v in {"a": 1} { print(k, v) } #> a 1
for ((p, q) in [(1, 2)]) { print(p + q) } #> 3
