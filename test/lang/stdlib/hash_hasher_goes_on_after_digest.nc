import "hash"
h = hash.Hasher("sha1", "ab")
print(h.hex() == hash.sha1("ab")) #> true
h.update("c")
print(h.hexdigest() == hash.sha1("abc")) #> true
