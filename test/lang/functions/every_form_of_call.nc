function f(a, b = a + 1, ...rest, k = 0, **kw) { return [a, b, rest, k, kw] }
print(f(1), f(1, 2, 3, k: 9, z: 4), f(b: 5, a: 1), f(*[1, 2, 3], **{"q": 1}), f(a=1), f(...[1, 2], k=3))
lambdas = [lambda x, y: x + y, lambda (x, y) => x * y, (x: int, y): int => x - y, function (x, y) { return x ~/ y }]
print([g(7, 2) for g in lambdas], ((...xs) => xs.length)(1, 2, 3), (x => x)(5), (() => 6)())
function many(a, b, c) { return [a, b, c] }
for g in [() => many(1, 2), () => many(1, 2, 3, 4), () => many(1, a: 2, b: 3, c: 4), () => many(1, 2, d: 3), () => many()] {
    try { g() } catch (TypeError e) { print(e) }
}
class F { constructor() { self.fn = x => x + 1 } }
print(F().fn(2), [1, 2].map(String), max(...[1, 5, 2]), f(1)[2:].length)
#> [1, 2, [], 0, {}] [1, 2, [3], 9, {"z": 4}] [1, 5, [], 0, {}] [1, 2, [3], 0, {"q": 1}] [1, 2, [], 0, {}] [1, 2, [], 3, {}]
#> [9, 14, 5, 3] 3 5 6
#> many() is missing argument 'c'
#> many() takes 3 arguments but 4 were given
#> many() got 'a' more than once
#> many() got an unexpected argument 'd'
#> many() is missing arguments 'a', 'b' and 'c'
#> 3 ["1", "2"] 5 3
