import "collections"
d = collections.DefaultMap(int, {"a": 1})
e = d.copy()
e["b"] += 1
print(d, e) #> DefaultMap({"a": 1}) DefaultMap({"a": 1, "b": 1})
