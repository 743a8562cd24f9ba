import "collections"
a = collections.OrderedMap([("a", 1), ("b", 2)])
b = collections.OrderedMap([("b", 2), ("a", 1)])
print(a == b, a == {"b": 2, "a": 1}) #> false true
