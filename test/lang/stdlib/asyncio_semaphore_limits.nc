room = asyncio.Semaphore(2)
var inside = 0
var most = 0
async function work() {
    await room.acquire()
    inside += 1
    most = max(most, inside)
    await sleep(1)
    inside -= 1
    room.release()
}
await parallel([work() for _ in 0..6])
print(most) #> 2
