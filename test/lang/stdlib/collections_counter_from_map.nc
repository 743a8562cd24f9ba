import "collections"
c = collections.Counter({"a": 2, "b": -1})
print(c.total(), list(c.elements())) #> 1 ["a", "a"]
