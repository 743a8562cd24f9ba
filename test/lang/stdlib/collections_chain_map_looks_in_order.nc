import "collections"
c = collections.ChainMap({"a": 1}, {"a": 2, "b": 3})
print(c["a"], c["b"], c.get("z", 0), "b" in c, len(c), c.keys()) #> 1 3 0 true 2 ["a", "b"]
