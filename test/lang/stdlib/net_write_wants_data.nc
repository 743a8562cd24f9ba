import "net"
server = net.listen()
c = await net.connect("127.0.0.1", server.port)
try { await c.write(5) } catch (Error e) { print(typeOf(e)) } #> AttributeError
c.close()
server.close()
