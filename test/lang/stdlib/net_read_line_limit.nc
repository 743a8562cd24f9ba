import "net"
server = net.listen()
serving = server.serve(async c => { await c.write("x" * 1000 + "\n") })
c = await net.connect("127.0.0.1", server.port)
try { await c.readLine(limit: 10) } catch (ValueError e) { print(e) } #> a line has more than 10 bytes
c.close()
server.close()
await serving
