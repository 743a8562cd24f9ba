import "collections"
h = collections.Heap([1])
try { h.push("a") } catch (TypeError e) { print("TypeError") } #> TypeError
