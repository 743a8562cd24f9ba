import "collections"
h = collections.Heap([5, 3, 8, 1, 9, 2])
print([h.pop() for _ in 0..6]) #> [1, 2, 3, 5, 8, 9]
