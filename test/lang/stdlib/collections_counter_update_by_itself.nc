import "collections"
c = collections.Counter("ab")
c.update(c)
print(c.toMap()) #> {"a": 2, "b": 2}
