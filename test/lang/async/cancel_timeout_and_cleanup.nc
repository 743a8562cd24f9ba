async function f(x) { await sleep(2); return x }
async function slow() { try { await sleep(10000) } catch (CancelledError e) { print("cancelled"); throw e } finally { print("cleanup") } }
print(await race([slow(), f(6)]))
try { await timeout(slow(), 5) } catch (TimeoutError e) { print(typeOf(e)) }
c = slow()
c.cancel()
try { await c } catch (CancelledError e) { print("was cancelled") }
async function fails() { await sleep(1); throw ValueError("async") }
try { await parallel([fails(), slow()]) } catch (ValueError e) { print("parallel: ${e}") }
t = f(1)
print(await t, await t, await parallel(() => f(4), () => 5), await asyncio.gather(f(7), f(8)))
async function* ag() { yield 1; await sleep(1); yield 2 }
print([x async for x in ag()], typeOf(t), asyncio.run(f(3)))
#> cancelled
#> cleanup
#> 6
#> cancelled
#> cleanup
#> TimeoutError
#> cancelled
#> cleanup
#> was cancelled
#> cancelled
#> cleanup
#> parallel: async
#> 1 1 [4, 5] [7, 8]
#> [1, 2] Task 3
