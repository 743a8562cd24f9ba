import "http"
server = http.serve(r => "x" * 1000)
try { await http.Client(maxBody: 999, keep: 0).get(server.url) } catch (http.HttpError e) { print(e) } #> the body has more than 999 bytes
await server.stop()
