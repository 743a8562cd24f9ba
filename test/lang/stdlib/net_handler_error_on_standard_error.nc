import "net"
server = net.listen()
serving = server.serve(async c => { throw ValueError("bad client") })
print(await (await net.connect("127.0.0.1", server.port)).readAll()) #> b""
server.close()
await serving
#stderr: net: ValueError: bad client
