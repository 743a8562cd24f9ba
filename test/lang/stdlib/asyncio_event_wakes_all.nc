event = asyncio.Event()
woken = []
async function wait(n) { await event.wait(); woken.append(n) }
tasks = [wait(1), wait(2)]
event.set()
await parallel(tasks)
print(woken) #> [1, 2]
