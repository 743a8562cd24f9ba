import "hash"
print(hash.sha256("é") == hash.sha256(b"\xc3\xa9")) #> true
