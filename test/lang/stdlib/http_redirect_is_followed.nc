import "http"
server = http.serve(r => r.path == "/old" ? http.Response.redirect("/new?x=1") : "${r.method} ${r.target}")
r = await http.get(server.url + "/old")
print(r.text, r.url.endsWith("/new?x=1")) #> GET /new?x=1 true
await server.stop()
