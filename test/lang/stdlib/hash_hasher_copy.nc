import "hash"
h = hash.Hasher("md5", "a")
c = h.copy()
h.update("b")
print(c.hex() == hash.md5("a"), h.hex() == hash.md5("ab"), c.algorithm) #> true true md5
