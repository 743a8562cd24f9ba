q = asyncio.Queue()
async function producer() { for i in 0..3 { await q.put(i) } }
task = producer()
print(await q.get(), await q.get(), await q.get()) #> 0 1 2
await task
