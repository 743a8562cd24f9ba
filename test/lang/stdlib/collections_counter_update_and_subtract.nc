import "collections"
c = collections.Counter("ab")
c.update("b")
c.update({"c": 5})
c.subtract("aa")
print(c.toMap()) #> {"a": -1, "b": 2, "c": 5}
