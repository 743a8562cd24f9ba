import "http"
try { http.Response("", 99) } catch (ValueError e) { print(e) } #> the status of an answer is 200 to 599, not 99
