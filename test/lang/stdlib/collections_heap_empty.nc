import "collections"
h = collections.Heap()
print(h.peek(), h.length, bool(h)) #> null 0 false
try { h.pop() } catch (IndexError e) { print(e) } #> pop() from an empty Heap
