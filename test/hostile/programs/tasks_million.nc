import { sleep } from "time"
async function one() { await sleep(1000) }
async function main() { let ts = []
    for (i in range(1000000)) { ts.append(one()) }
    while true { await sleep(0) } }
await main()
#memory time
