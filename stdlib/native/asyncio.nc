// Tasks by the names that Python has for them, and what tasks wait for: queues, locks, events. Calling an async function starts it and gives a
// Task; docs/language/async.md has the rules. The module is also there without import.

/// `sleep(seconds)`
/// Lets other tasks run for so long. The builtin `sleep` takes milliseconds.
///     import asyncio
///     async function tick(name) { await asyncio.sleep(0.001); print(name) }
///     await asyncio.gather(tick("a"), tick("b"))
///     #> a
///     #> b

/// `gather(...tasks)` `parallel`
/// Waits for all tasks, given one by one or as a list, and gives the list of their results. If one fails the others are cancelled and its error is
/// thrown.
///     import asyncio
///     async function double(x) { return 2 * x }
///     print(await asyncio.gather(double(1), double(2))) #> [2, 4]

/// `race(...tasks)`
/// The result of the first that is done; the others are cancelled.
///     import asyncio
///     async function after(ms, name) { await sleep(ms); return name }
///     print(await asyncio.race(after(50, "slow"), after(1, "fast"))) #> fast

/// `run(task)`
/// Runs the loop until the task is done and gives its result; for code that is not async.
///     import asyncio
///     async function answer() { return 42 }
///     function main2() { return asyncio.run(answer()) }
///     print(main2()) #> 42

/// `create_task(task)` `createTask` `ensure_future`
/// The task itself: calling an async function has started it already.
///     import asyncio
///     async function f() { return 1 }
///     t = asyncio.create_task(f())
///     print(await t, t.isDone()) #> 1 true

/// `wait_for(task, timeout)`
/// The result, or TimeoutError after so many seconds; the task is cancelled then. A timeout of null waits for good.
///     import asyncio
///     async function slow() { await sleep(1000) }
///     try { await asyncio.wait_for(slow(), 0.005) } catch (TimeoutError e) { print("too slow") } #> too slow

/// `timeout(task, ms)`
/// The same with milliseconds.
///     import asyncio
///     async function quick() { return 7 }
///     print(await asyncio.timeout(quick(), 100)) #> 7

/// `Future()`
/// A task without code: `setResult` or `setError` end it.
///     import asyncio
///     future = asyncio.Future()
///     async function wait() { return await future }
///     t = wait()
///     future.setResult("done")
///     print(await t) #> done

/// `Queue` `Channel`
/// `Queue(max)` passes items from task to task. `await put(x)` waits while it is full, `await get()` while it is empty; `close()` ends the waiting.
///     import { Queue } from "asyncio"
///     q = Queue(1)
///     async function produce() { for i in 0..3 { await q.put(i) } }
///     t = produce()
///     print([await q.get(), await q.get(), await q.get()], q.isEmpty()) #> [0, 1, 2] true

/// `Lock`
/// One holder at a time, in the order of asking: `async with lock`, or `acquire` and `release`.
///     import { Lock, gather } from "asyncio"
///     lock = Lock()
///     async function step(name) {
///         async with lock {
///             print(name, "in")
///             await sleep(1)
///             print(name, "out")
///         }
///     }
///     await gather(step("a"), step("b"))
///     #> a in
///     #> a out
///     #> b in
///     #> b out

/// `Semaphore`
/// `Semaphore(count)`: so many holders at a time.
///     import { Semaphore } from "asyncio"
///     places = Semaphore(2)
///     await places.acquire()
///     await places.acquire()
///     print(places.locked()) #> true
///     places.release()

/// `Event`
/// Tasks `wait()` until somebody calls `set()`; all go on then.
///     import { Event } from "asyncio"
///     ready = Event()
///     async function waiter() { await ready.wait(); return "go" }
///     t = waiter()
///     ready.set()
///     print(await t, ready.isSet()) #> go true

/// `CancelledError`
/// What `await` throws in a task that is cancelled.
///     import asyncio
///     async function f() { try { await sleep(1000) } catch (asyncio.CancelledError e) { print("stopped"); throw e } }
///     t = f()
///     t.cancel()
///     try { await t } catch (CancelledError e) { print("cancelled") }
///     #> stopped
///     #> cancelled

/// `TimeoutError`
/// What `wait_for` and `timeout` throw.
///     import asyncio
///     print(asyncio.TimeoutError("late").message) #> late
