import "http"
ports = []
server = http.serve(r => { ports.append(r.remote[1]); return "x" })
client = http.Client(headers: {"Connection": "close"})
for _ in 0..3 { await client.get(server.url) }
print(ports.unique().length) #> 3
await server.stop()
