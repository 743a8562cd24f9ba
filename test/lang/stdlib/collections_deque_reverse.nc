import "collections"
d = collections.Deque([1, 2, 3])
d.reverse()
print(d, list(map(x => x * 2, d))) #> Deque([3, 2, 1]) [6, 4, 2]
