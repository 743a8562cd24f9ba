import "net"
server = net.listen()
serving = server.serve(async c => { await c.write("x" * 1000) })
c = await net.connect("127.0.0.1", server.port)
try { await c.readUntil(b"\n", 100) } catch (ValueError e) { print(e) } #> more than 100 bytes before b"\n"
c.close()
server.close()
await serving
