import "net"
server = net.listen()
c = await net.connect("127.0.0.1", server.port)
async function reader() { try { await c.read() } catch (IOError e) { print(e) } }
task = reader()
await sleep(1)
c.close()
await task #> read(): the connection is closed
server.close()
