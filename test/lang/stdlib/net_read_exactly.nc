import "net"
server = net.listen()
serving = server.serve(async c => { await c.write("abc"); await sleep(1); await c.write("defg") })
c = await net.connect("127.0.0.1", server.port)
print(await c.readExactly(5), await c.readExactly(2)) #> b"abcde" b"fg"
try { await c.readExactly(1) } catch (IOError e) { print(e) } #> the connection ended after 0 of 1 bytes
server.close()
await serving
