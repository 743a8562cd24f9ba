import "http"
app = http.Router()
app.get("/", r => "root")
app.get("/users/:id/posts/:post", r => r.params)
app.get("/files/*path", r => r.params["path"])
server = http.serve(app)
print((await http.get(server.url)).text, (await http.get(server.url + "/users/a%2Fb/posts/2")).json(), (await http.get(server.url + "/files/x/y.txt")).text) #> root {"id": "a/b", "post": "2"} x/y.txt
await server.stop()
