async function f() { await sleep(10000) }
try { await timeout(f(), 5) } catch (TimeoutError e) { print("timeout") } #> timeout
async function g() { await sleep(1); return "in time" }
print(await timeout(g(), 5000)) #> in time
