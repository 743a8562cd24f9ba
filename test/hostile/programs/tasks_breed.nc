// Each task starts two more.
async function breed() { breed(); breed(); await sleep(0) }
await breed()
while true { await sleep(0) }
#time memory
