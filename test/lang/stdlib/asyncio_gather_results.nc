async function f(n) { await sleep(3 - n); return n }
print(await asyncio.gather(f(0), f(1), f(2))) #> [0, 1, 2]
