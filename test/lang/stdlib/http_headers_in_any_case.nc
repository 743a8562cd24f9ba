import "http"
h = http.Headers({"A": 1})
h["a"] = 2
h.add("b", "x, Close")
print(h["A"], h.get("z"), h.lists("B", "close"), len(h), "B" in h, h.remove("b"), "B" in h) #> 2 null true 2 true true false
