import "net"
server = net.listen()
serving = server.serve(async c => {
    text = await c.readText()
    await c.write(text[::-1])
})
c = await net.connect("127.0.0.1", server.port)
await c.write("abc")
c.end()
print(await c.readText()) #> cba
server.close()
await serving
