import "net"
server = net.listen()
c = await net.connect("127.0.0.1", server.port)
c.timeout = 5
try { await c.read() } catch (TimeoutError e) { print("too slow") } #> too slow
c.close()
server.close()
