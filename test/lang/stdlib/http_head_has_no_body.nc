import "http"
server = http.serve(r => "12345")
r = await http.Client(keep: 0).head(server.url)
print(r.status, r.headers["content-length"], r.body) #> 200 5 b""
await server.stop()
