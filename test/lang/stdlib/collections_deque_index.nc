import "collections"
d = collections.Deque("abc")
d[1] = "x"
print(d[0], d[1], d[-1]) #> a x c
try { d[3] } catch (IndexError e) { print(e) } #> Deque: index 3 is out of range, there are 3 elements
try { d[-4] = 1 } catch (IndexError e) { print(e) } #> Deque: index -4 is out of range, there are 3 elements
