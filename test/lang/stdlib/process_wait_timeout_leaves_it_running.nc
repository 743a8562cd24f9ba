import "process"
p = process.spawn(["sleep", "20"])
try { await p.wait(timeout: 3) } catch (TimeoutError e) { print(p.poll()) } #> null
print(p.terminate(), await p.wait(), p.terminate()) #> true -15 false
