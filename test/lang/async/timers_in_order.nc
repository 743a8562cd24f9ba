async function f(n, ms) { await sleep(ms); print(n) }
await parallel([f("c", 3), f("a", 1), f("b", 1)])
#> a
#> b
#> c
