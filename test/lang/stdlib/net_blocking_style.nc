import "net"
server = net.listen()
function ask() {
    c = asyncio.run(net.connect("127.0.0.1", server.port))
    asyncio.run(c.write("hi\n"))
    return asyncio.run(c.readText())
}
serving = server.serve(async c => { await c.write("got " + await c.readLine()) })
print(ask()) #> got hi
server.close()
await serving
