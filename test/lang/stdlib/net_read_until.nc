import "net"
server = net.listen()
serving = server.serve(async c => { await c.write("a;bb;"); await sleep(1); await c.write("c"); await sleep(1); await c.write(";d") })
c = await net.connect("127.0.0.1", server.port)
print(await c.readUntil(b";"), await c.readUntil(b";"), await c.readUntil(b";")) #> b"a;" b"bb;" b"c;"
try { await c.readUntil(b";") } catch (IOError e) { print(e) } #> the connection ended before b";"
server.close()
await serving
