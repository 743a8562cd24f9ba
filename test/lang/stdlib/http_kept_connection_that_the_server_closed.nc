import "http"
server = http.serve(r => "x", idleTimeout: 5)
client = http.Client()
print((await client.get(server.url)).text) #> x
await sleep(30)
print((await client.get(server.url)).text) #> x
client.close()
await server.stop()
