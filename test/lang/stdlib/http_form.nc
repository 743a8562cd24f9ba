import "http"
import "encoding"
server = http.serve(r => encoding.queryDecode(r.text))
print((await http.post(server.url, form: {"a": "x y", "b": [1, 2]})).json()) #> {"a": ["x y"], "b": ["1", "2"]}
await server.stop()
