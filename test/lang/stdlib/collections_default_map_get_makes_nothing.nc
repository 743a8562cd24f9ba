import "collections"
d = collections.DefaultMap(() => 7)
print(d.get("a"), d.get("a", 1), "a" in d, d["a"], "a" in d) #> null 1 false 7 true
