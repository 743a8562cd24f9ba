import "http"
function* pieces() { for i in 0..4 { yield "part ${i};" } }
server = http.serve(r => http.Response(pieces(), headers: {"Content-Type": "text/x"}))
r = await http.get(server.url)
print(r.text, r.headers["transfer-encoding"], r.headers["content-type"]) #> part 0;part 1;part 2;part 3; chunked text/x
await server.stop()
