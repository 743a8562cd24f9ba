import "net"
server = net.listen()
task = server.accept()
await sleep(1)
task.cancel()
try { await task } catch (CancelledError e) { print("cancelled") } #> cancelled
server.close()
