import "hash"
print(hash.same(b"ab", "ab"), hash.same("ab", "abc"), hash.same("", "")) #> true false true
