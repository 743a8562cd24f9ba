import "collections"
m = collections.OrderedDict([("a", 1), ("b", 2)])
m.move_to_end("a")
print(m.keys()) #> ["b", "a"]
m.moveToEnd("a", last: false)
print(m.keys()) #> ["a", "b"]
try { m.moveToEnd("q") } catch (KeyError e) { print(e.key) } #> q
