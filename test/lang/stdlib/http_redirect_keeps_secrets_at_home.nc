import "http"
other = http.serve(r => "auth: ${r.headers.get("authorization", "none")}")
server = http.serve(r => http.Response.redirect(other.url + "/"))
print((await http.get(server.url, headers: {"Authorization": "secret"})).text) #> auth: none
await server.stop()
await other.stop()
