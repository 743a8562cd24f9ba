import "collections"
print(bool(collections.Deque()), bool(collections.Deque([0])), 2 in collections.Deque([2]), 3 in collections.Deque([2])) #> false true true false
