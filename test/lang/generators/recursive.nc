function walk(t) { if t != null { yield from walk(t[0]); yield t[1]; yield from walk(t[2]) } }
print(list(walk([[null, 1, null], 2, [null, 3, null]]))) #> [1, 2, 3]
