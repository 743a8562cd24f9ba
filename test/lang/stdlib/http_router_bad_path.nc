import "http"
try { http.Router().get("x", r => 1) } catch (ValueError e) { print(e) } #> a path begins with /, not like "x"
