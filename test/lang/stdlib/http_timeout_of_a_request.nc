import "http"
server = http.serve(async r => { await sleep(300); return "x" })
try { await http.get(server.url, timeout: 20) } catch (TimeoutError e) { print(e.message.replace(server.url, "URL")) } #> GET URL had no answer within 20 ms
await server.stop()
