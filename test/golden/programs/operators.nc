// Operators in all their forms, and what the optimiser folds.
const width = 3
let a = 1 + 2 * width - -4
let b = a ~/ 2 ** 2 << 1
let c = a > b and not (a == 3) or null ?? 5 > 4
let d = [1, ...[2, 3]][1:-1] |> sum
let e = 1 < a <= 10 ? "${a}-${b}" : 'none'
let f = a is int | string
a += 1
print(a, b, c, d, e, f, 5 in {5, 6}, {x: 1}?.length, 7 & 3 | 8 ^ 1, if c { 1 } else { 2 })
