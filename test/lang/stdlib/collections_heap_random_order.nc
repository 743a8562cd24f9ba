import "collections"
import "random"
r = random.Random(5)
xs = [r.randint(0, 1000) for _ in 0..500]
h = collections.Heap(xs)
for x in xs { h.push(x) }
out = [h.pop() for _ in 0..1000]
print(out == sorted(xs + xs)) #> true
