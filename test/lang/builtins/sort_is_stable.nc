xs = [("b", 1), ("a", 2), ("c", 1), ("d", 2)]
xs.sort(key: p => p[1])
print([p[0] for p in xs]) #> ["b", "c", "a", "d"]
xs.sort((a, b) => b[1] - a[1])
print([p[0] for p in xs]) #> ["a", "d", "b", "c"]
try { [2, 1].sort((a, b) => a < b) } catch (TypeError e) { print("TypeError") } #> TypeError
