async function slow() { await sleep(500) }
try { await asyncio.wait_for(slow(), 0.005) } catch (TimeoutError e) { print("late") } #> late
