import "collections"
d = collections.Deque([1, 2], 0)
d.append(1)
d.appendleft(2)
print(d, len(d)) #> Deque([]) 0
