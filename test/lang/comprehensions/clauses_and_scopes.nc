x = "outer"
print([x * y for x in [1, 2] for y in [3, 4] if x != y], x) #> [3, 4, 6, 8] outer
print({k: v for k, v in {a: 1, b: 2} if v > 1}, {n % 2 for n in range(5)}, [[c for c in w] for w in ["ab", "c"]]) #> {"b": 2} {0, 1} [["a", "b"], ["c"]]
print([y2 for x2 in [1, 2, 3] if (y2 := x2 * 2) > 2], y2, sum(a * b for (a, b) in [(1, 2), (3, 4)])) #> [4, 6] 6 14
fs = [() => i for i in range(3)]
print([f() for f in fs], [i for i in range(10) if i % 2 if i > 3], list(z for z in "ab")) #> [0, 1, 2] [5, 7, 9] ["a", "b"]
async function later(n) { await sleep(1); return n }
print([await later(n) for n in [1, 2]]) #> [1, 2]
