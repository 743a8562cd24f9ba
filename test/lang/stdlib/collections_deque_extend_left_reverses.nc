import "collections"
d = collections.Deque([1])
d.extendLeft([2, 3])
d.extend("x")
print(d) #> Deque([3, 2, 1, "x"])
