log = []
async function quick() { log.append("quick"); return 1 }
async function main1() {
    t = quick()
    log.append("after call")
    await t
    log.append("after await")
    await sleep(1)
    log.append("after sleep")
}
m = main1()
log.append("main goes on")
await m
print(log) #> ["quick", "after call", "after await", "main goes on", "after sleep"]
async function a(n) { await sleep(5); log.append(n) }
log.clear()
await parallel([a(1), a(2), a(3)])
print(log) #> [1, 2, 3]
