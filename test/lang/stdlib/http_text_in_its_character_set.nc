import "http"
server = http.serve(r => http.Response("é".encode("latin-1"), headers: {"Content-Type": "text/plain; charset=iso-8859-1"}))
print((await http.get(server.url)).text) #> é
await server.stop()
