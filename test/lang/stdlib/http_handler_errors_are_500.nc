import "http"
errors = []
server = http.serve(r => { throw KeyError("oops") }, onError: (e, r) => errors.append("${typeOf(e)} ${r.path}"))
r = await http.get(server.url + "/x")
print(r.status, r.text.strip(), errors) #> 500 Internal Server Error ["KeyError /x"]
await server.stop()
