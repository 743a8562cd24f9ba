import "collections"
m = collections.OrderedMap({"a": 1, "b": 2})
print(m.popItem(), m.popitem()) #> ("b", 2) ("a", 1)
try { m.popItem() } catch (KeyError e) { print("empty") } #> empty
