import { Queue, Lock } from "asyncio"
q = Queue(1)
lock = Lock()
async function producer() { for i in range(3) { await q.put(i); print("put", i) } }
async function consumer() { for i in range(3) { await sleep(2); print("got", await q.get()) } }
async function locked(n) { async with lock { print("in", n); await sleep(1); print("out", n) } }
await parallel([producer(), consumer()])
await parallel([locked(1), locked(2)])
#> put 0
#> got 0
#> put 1
#> got 1
#> put 2
#> got 2
#> in 1
#> out 1
#> in 2
#> out 2
