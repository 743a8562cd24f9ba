import "net"
server = net.listen()
var most = 0
serving = server.serve(async c => {
    most = max(most, server.connections)
    await sleep(5)
    await c.write("x")
}, maxConnections: 2)
async function ask() { return await (await net.connect("127.0.0.1", server.port)).readText() }
print("".join(await parallel([ask() for _ in 0..6])), most) #> xxxxxx 2
server.close()
await serving
