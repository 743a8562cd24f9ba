import "bigint"
for [a, b] in [[240, 46], [-15, 6], [7, 0], [0, -3]] {
    [g, x, y] = bigint.extendedGcd(a, b)
    print(g, a * x + b * y == g)
}
#> 2 true
#> 3 true
#> 7 true
#> 3 true
