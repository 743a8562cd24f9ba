import "net"
server = net.listen()
serving = server.serve(async c => { await c.write("a\r\n\nlast") })
c = await net.connect("127.0.0.1", server.port)
print(repr(await c.readLine()), repr(await c.readLine()), repr(await c.readLine()), await c.readLine()) #> "a" "" "last" null
server.close()
await serving
