import "collections"
try { collections.ChainMap()["k"] } catch (KeyError e) { print(e.key) } #> k
