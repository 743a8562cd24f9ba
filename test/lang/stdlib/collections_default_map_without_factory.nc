import "collections"
d = collections.DefaultMap()
try { d["x"] } catch (KeyError e) { print(e.key) } #> x
