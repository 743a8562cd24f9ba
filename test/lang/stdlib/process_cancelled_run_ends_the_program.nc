import "process"
task = process.run(["sleep", "20"])
await sleep(5)
task.cancel()
try { await task } catch (CancelledError e) { print("cancelled") } #> cancelled
