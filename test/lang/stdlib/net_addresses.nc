import "net"
server = net.listen()
serving = server.serve(async c => { await c.write("${c.remote[1]}") })
c = await net.connect("127.0.0.1", server.port)
print(c.local[0], c.remote == ("127.0.0.1", server.port), await c.readText() == str(c.local[1])) #> 127.0.0.1 true true
c.close()
server.close()
await serving
