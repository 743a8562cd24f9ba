import "collections"
c = collections.Counter("aab")
c["a"] = 10
del c["b"]
c["z"] += 1
print(c) #> Counter({"a": 10, "z": 1})
