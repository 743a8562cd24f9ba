import "http"
server = http.serve(r => "ok", maxBody: 100)
r = await http.post(server.url, body: "x" * 101)
print(r.status, r.text.strip()) #> 413 the body has more than 100 bytes
print((await http.post(server.url, body: "x" * 100)).text) #> ok
await server.stop()
