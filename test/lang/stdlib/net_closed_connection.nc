import "net"
server = net.listen()
c = await net.connect("127.0.0.1", server.port)
c.close()
c.close()
try { await c.read() } catch (IOError e) { print(e) } #> read(): the connection is closed
try { await c.write("x") } catch (IOError e) { print(e) } #> write(): the connection is closed
server.close()
