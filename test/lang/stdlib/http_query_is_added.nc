import "http"
server = http.serve(r => r.target)
print((await http.get(server.url + "/p?x=1", query: {"y": "a b"})).text) #> /p?x=1&y=a+b
await server.stop()
