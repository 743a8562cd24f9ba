import "collections"
d = collections.Deque([1, 2, 3, 4])
d.rotate()
print(d) #> Deque([4, 1, 2, 3])
d.rotate(-2)
print(d) #> Deque([2, 3, 4, 1])
d.rotate(8)
print(d) #> Deque([2, 3, 4, 1])
