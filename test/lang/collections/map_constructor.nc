m = new Map()
m.set("a", 1)
print(m, Map(), Set([1])) #> {"a": 1} {} {1}
