lock = asyncio.Lock()
order = []
async function work(n) {
    await lock.acquire()
    order.append("in ${n}")
    await sleep(1)
    order.append("out ${n}")
    lock.release()
}
await parallel([work(1), work(2)])
print(order) #> ["in 1", "out 1", "in 2", "out 2"]
