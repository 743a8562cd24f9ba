import "http"
server = http.serve(r => r.path == "/none" ? null : (418, "teapot"))
print((await http.get(server.url + "/none")).status, (await http.get(server.url)).status) #> 204 418
try { (await http.get(server.url)).check() } catch (http.HttpError e) { print(e.status) } #> 418
await server.stop()
