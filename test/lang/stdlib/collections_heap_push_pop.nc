import "collections"
h = collections.Heap([3, 4])
print(h.pushPop(1), h.pushPop(9), h) #> 1 3 Heap([4, 9])
