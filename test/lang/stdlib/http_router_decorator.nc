import "http"
app = http.Router()
@app.get("/hi")
function hi(r) { return "hi" }
server = http.serve(app)
print((await http.get(server.url + "/hi")).text) #> hi
await server.stop()
