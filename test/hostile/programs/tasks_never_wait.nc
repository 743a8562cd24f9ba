async function spin() { while true { await null } }
spin()
await spin()
#time
