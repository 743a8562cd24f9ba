import "collections"
d = collections.Deque([1, 2])
e = d.copy()
print(d == e, d == [1, 2]) #> true false
e.append(3)
print(d == e, d) #> false Deque([1, 2])
