import "http"
server = http.serve(r => http.Response.redirect("/again"))
try { await http.Client(redirects: 3, keep: 0).get(server.url) } catch (http.HttpError e) { print(e) } #> more than 3 redirections
await server.stop()
