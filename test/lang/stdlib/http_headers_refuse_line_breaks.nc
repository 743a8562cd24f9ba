import "http"
try { http.Headers({"A": "x\r\nB: y"}) } catch (http.HttpError e) { print(e) } #> the header field A has a control character in it
try { http.Headers({"A B": 1}) } catch (http.HttpError e) { print(e) } #> "A B" is no name of a header field
