import "collections"
d = collections.deque([1, 2, 3, 4], maxlen: 3)
print(d) #> Deque([2, 3, 4])
d.appendLeft(1)
print(d) #> Deque([1, 2, 3])
