import "collections"
d = collections.Deque([1, 2, 1])
d.remove(1)
print(d, d.indexOf(1), d.indexOf(9)) #> Deque([2, 1]) 1 -1
try { d.remove(7) } catch (ValueError e) { print(e) } #> Deque.remove(): 7 is not there
