import "collections"
base = collections.ChainMap({"a": 1})
child = base.newChild()
child["a"] = 5
print(base["a"], child["a"], child.parents["a"]) #> 1 5 1
