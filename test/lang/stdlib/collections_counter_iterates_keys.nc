import "collections"
print([k for k in collections.Counter("hello")], collections.Counter("hello").values()) #> ["h", "e", "l", "o"] [1, 1, 2, 1]
