double = x => x * 2
print(5 |> double, 5 |> max(3), 5 | double, 6 | 1, {1} | {2}, [1, 2, 3] |> map(double) |> filter(x => x > 2) |> sum)
print([1, 2, 3] | map(double) | reduce(0, (a, b) => a + b), [1, 2] | fold(10, (a, b) => a + b))
print(reduce([1, 2], 0, (a, b) => a + b), reduce((a, b) => a + b, [1, 2], 10), reduce((a, b) => a + b, [1, 2]))
print(map(double, [1]), map([1], double), filter([0, 1], x => x), filter(x => x, [0, 1]))
class P { constructor(v) { self.v = v }
    __or__(o) { return "or ${o}" } }
print(P(1) | 5, typeOf(map(double)), typeOf(iter([1]) |> map(double)), list(iter([1, 2]) |> map(double)))
[1] |> len |> print
#> 10 5 10 7 {1, 2} 10
#> 12 13
#> 3 13 3
#> [2] [2] [1] [1]
#> or 5 Function Iterator [2, 4]
#> 1
