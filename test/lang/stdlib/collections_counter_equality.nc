import "collections"
print(collections.Counter("ab") == collections.Counter("ba"), collections.Counter("ab") == {"a": 1, "b": 1}) #> true true
