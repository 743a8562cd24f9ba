async function f(n, ms) { await sleep(ms); print(n); return n * 10 }
print(await parallel([() => f(1, 30), f(2, 1), () => 3])) #> 2
#> 1
#> [10, 20, 3]
