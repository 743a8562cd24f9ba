import "hash"
print(hash.Hasher().update("a").update("b").hex() == hash.sha256("ab")) #> true
