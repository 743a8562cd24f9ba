print([1, 2, 3] |> len, 5 |> (x => x + 1), [3, 1] |> sorted |> str) #> 3 6 [1, 3]
function scale(xs, k) { return xs.map(x => x * k) }
[1, 2] |> scale(10) |> print #> [10, 20]
print([1, 2, 3] | filter(x => x > 1) | map(x => x * x) | sum) #> 13
print(reduce((a, b) => a * b, [1, 2, 3]), fold([1, 2], 0, (a, b) => a + b)) #> 6 3
