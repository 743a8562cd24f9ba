import "http"
server = http.serve(r => { throw ValueError("oops") })
print((await http.get(server.url)).status) #> 500
await server.stop()
#stderr: http: GET /: ValueError: oops
