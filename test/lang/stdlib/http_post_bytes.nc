import "http"
server = http.serve(r => r.body + b"!")
r = await http.post(server.url, body: b"\x00\xff")
print(r.body, r.headers["content-type"]) #> b"\0\xff!" application/octet-stream
await server.stop()
