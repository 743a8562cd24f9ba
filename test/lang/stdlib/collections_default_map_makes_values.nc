import "collections"
d = collections.defaultdict(list)
d["a"].append(1)
d["a"].append(2)
print(d, d.length) #> DefaultMap({"a": [1, 2]}) 1
