import "collections"
d = collections.Deque([1, 2])
d.extend(d)
print(d) #> Deque([1, 2, 1, 2])
