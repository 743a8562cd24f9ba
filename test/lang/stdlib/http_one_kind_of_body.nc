import "http"
try { await http.post("http://127.0.0.1:1/", body: "x", json: 1) } catch (ValueError e) { print(e) } #> a request has one of body, json and form
