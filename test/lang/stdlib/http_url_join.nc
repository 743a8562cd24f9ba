import "http"
u = http.Url("http://h/a/b?x=1")
print([str(u.join(t)) for t in ["c", "/d", "?y", "//o/p", "http://z/"]]) #> ["http://h/a/c", "http://h/d", "http://h/a/b?y", "http://o/p", "http://z/"]
