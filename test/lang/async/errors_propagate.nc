async function a() { await sleep(1); throw KeyError("k") }
async function b() { return await a() }
async function main() { try { await b() } catch (KeyError e) { print("caught") } finally { print("fin") } }
await main()
#> caught
#> fin
