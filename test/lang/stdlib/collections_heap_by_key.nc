import "collections"
h = collections.Heap(key: s => -len(s))
for word in ["aa", "b", "cccc"] { h.push(word) }
print(h.pop(), h.peek()) #> cccc aa
