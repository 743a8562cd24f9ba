import "http"
app = http.Router()
app.post("/a", r => "x")
app.put("/a", r => "x")
server = http.serve(app)
r = await http.get(server.url + "/a")
print(r.status, r.headers["allow"], (await http.get(server.url + "/b")).status) #> 405 POST, PUT 404
await server.stop()
