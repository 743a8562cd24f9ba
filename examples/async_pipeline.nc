// An asynchronous pipeline: a producer, three workers and a collector joined by bounded queues. A worker that meets a bad
// order retries it; one that takes too long is given up.
import { Queue } from "asyncio"

struct Order {
    id: int
    amount: int
}

error Rejected extends Error { order: Order }

let attempts: Map<int, int> = {}

// A remote service that is slow for order 5 and refuses order 3 once.
async function price(order: Order): float {
    attempts[order.id] = attempts.get(order.id, 0) + 1
    await sleep(order.id == 5 ? 10000 : 1)
    if order.id == 3 && attempts[3] == 1 { throw Rejected("try again", order) }
    return order.amount * 1.25
}

async function withRetry(order: Order, times: int) {
    for (attempt in 1..=times) {
        try {
            return await timeout(price(order), 400)
        } catch (Rejected e) {
            print("order", e.order.id, "refused:", e.message)
        }
    }
    throw Error("order ${order.id} failed ${times} times")
}

async function produce(out: Queue, count: int, workers: int) {
    for (id in 1..=count) { await out.put(Order(id, id * 100)) }
    for (_ in 0..workers) { await out.put(null) }
}

async function work(input: Queue, out: Queue) {
    while true {
        order = await input.get()
        if order == null { break }
        try {
            await out.put((order.id, await withRetry(order, 2)))
        } catch (TimeoutError e) {
            await out.put((order.id, null))
        }
    }
    await out.put(null)
}

async function* results(input: Queue, workers: int) {
    running = workers
    while running > 0 {
        item = await input.get()
        if item == null { running -= 1 } else { yield item }
    }
}

async function main() {
    const WORKERS = 3
    orders = Queue(2)
    priced = Queue(2)
    producer = produce(orders, 8, WORKERS)
    workers = [work(orders, priced) for _ in range(WORKERS)]
    collected = {}
    async for ((id, value) in results(priced, WORKERS)) { collected[id] = value }
    await producer
    await parallel(workers)
    for id in sorted(collected.keys()) {
        print(f"order {id}:", collected[id] == null ? "no answer" : f"{collected[id]:.2f}")
    }
    total = collected.values() | filter(v => v != null) | sum
    print(f"total {total:.2f}")
}

await main()
