import "collections"
d = collections.DefaultMap(int)
for c in "abca" { d[c] += 1 }
print(d.toMap()) #> {"a": 2, "b": 1, "c": 1}
