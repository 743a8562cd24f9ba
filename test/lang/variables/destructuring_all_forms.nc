[a, [b, c], ...rest] = [1, [2, 3], 4, 5]
(p, q) = (1, 2)
p, q = q, p
let {u, v} = {u: 1, v: 2}
const [k, l] = [7, 8]
struct P { x: int, y: int }
{x, y} = P(3, 4)
{a1, b1} = [9, 8]
[_, _, third] = [1, 2, 3]
let {name, ...others} = {name: 1, z: 2, w: 3}
first, *tail = [1, 2, 3]
[m, n] = (5, 6)
print([a, b, c, rest, p, q, u, v, k, l, x, y, a1, b1, third, name, others, first, tail, m, n])
for (s, [t, w]) in [(1, [2, 3])] { print(s + t + w) }
for ((s, t) in [(3, 4)]) { print(s * t) }
for key, value in {x: 1} { print(key + value) }
function parts([a, b], {c, d}, (e, f)) { return [a, b, c, d, e, f] }
print(parts([1, 2], {c: 3, d: 4}, (5, 6)), [[1, 2]].map(([a, b]) => a + b))
#> [1, 2, 3, [4, 5], 2, 1, 1, 2, 7, 8, 3, 4, 9, 8, 3, 1, {"z": 2, "w": 3}, 1, [2, 3], 5, 6]
#> 6
#> 12
#> x1
#> [1, 2, 3, 4, 5, 6] [3]
