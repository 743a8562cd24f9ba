import "collections"
d = collections.Deque()
try { d.pop() } catch (IndexError e) { print(e) } #> pop() from an empty Deque
try { d.popLeft() } catch (IndexError e) { print(e) } #> popLeft() from an empty Deque
print(d.first, d.last) #> null null
