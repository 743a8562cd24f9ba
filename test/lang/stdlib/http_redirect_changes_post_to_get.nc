import "http"
server = http.serve(r => r.path == "/a" ? http.Response.redirect("/c", 303) : (r.path == "/b" ? http.Response.redirect("/c", 307) : "${r.method} ${r.text}"))
print((await http.post(server.url + "/a", body: "x")).text) #> GET 
print((await http.post(server.url + "/b", body: "x")).text) #> POST x
await server.stop()
