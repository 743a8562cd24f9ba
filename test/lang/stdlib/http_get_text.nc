import "http"
server = http.serve(r => "path ${r.path}")
r = await http.get(server.url + "/a/b")
print(r.status, r.reason, r.ok, r.text, r.headers["content-type"]) #> 200 OK true path /a/b text/plain; charset=utf-8
await server.stop()
