function gen() { x = yield 1; print("got ${x}"); yield 2 }
g = gen()
print(next(g), g.send("hi"), next(g, "end"))
function cleaned() { try { yield 1; yield 2 } finally { print("closed") } }
for v in cleaned() { print(v); break }
c = cleaned()
next(c)
c.close()
function inf() { let i = 0; while true { yield i; i += 1 } }
function take(it, n) { out = []
    for x in it { if out.length == n { break }
        out.append(x) }
    return out }
print(take(map(inf(), x => x * x), 4), take(filter(x => x % 3 == 0, inf()), 3), take(zip(inf(), "ab"), 5), take(enumerate(inf(), 5), 2))
lazy2 = (x * 2 for x in inf())
print(next(lazy2), next(lazy2), sum(x for x in [1, 2]), typeOf(lazy2))
#> got hi
#> 1 2 end
#> 1
#> closed
#> closed
#> [0, 1, 4, 9] [0, 3, 6] [(0, "a"), (1, "b")] [(5, 0), (6, 1)]
#> 0 2 3 Generator
