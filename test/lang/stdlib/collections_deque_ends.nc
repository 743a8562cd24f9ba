import "collections"
d = collections.Deque([2])
d.append(3)
d.appendLeft(1)
print(d, d.length, d.first, d.last) #> Deque([1, 2, 3]) 3 1 3
