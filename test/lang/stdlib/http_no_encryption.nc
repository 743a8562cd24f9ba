import "http"
try { await http.get("https://example.org/") } catch (http.HttpError e) { print(e) } #> the URL "https://example.org/" wants encryption, which this module does not have
