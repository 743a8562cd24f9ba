import "http"
server = http.serve(r => r.method)
client = http.Client()
print((await client.put(server.url)).text, (await client.patch(server.url)).text, (await client.delete(server.url)).text, (await client.request("options", server.url)).text) #> PUT PATCH DELETE OPTIONS
client.close()
await server.stop()
