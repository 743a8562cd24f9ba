async function f(n, ms) { try { await sleep(ms); return n } finally { print("end", n) } }
print(await race([f("slow", 10000), f("fast", 1)]))
#> end fast
#> end slow
#> fast
