import "net"
server = net.listen()
errors = []
serving = server.serve(async c => { throw ValueError("bad client") }, onError: (e, c) => errors.append(str(e)))
c = await net.connect("127.0.0.1", server.port)
print(await c.readAll()) #> b""
server.close()
await serving
print(errors) #> ["bad client"]
