import "collections"
d = collections.Deque([1, 2])
try { for x in d { d.pop() } } catch (ConcurrentModificationError e) { print(e) } #> the Deque changed while it was iterated
