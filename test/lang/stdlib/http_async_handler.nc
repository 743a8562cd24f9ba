import "http"
server = http.serve(async r => { await sleep(2); return "late" })
print((await http.get(server.url)).text) #> late
await server.stop()
