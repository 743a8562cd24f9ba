import "http"
server = http.serve(r => {"got": r.json(), "type": r.headers["content-type"]})
print((await http.post(server.url, json: {"a": [1, null]})).json()) #> {"got": {"a": [1, null]}, "type": "application/json"}
await server.stop()
