import "collections"
d = collections.Deque()
for i in 0..100 {
    d.append(i)
    if i % 3 == 0 { d.popLeft() }
}
print(d.length, d[0], d[-1], sum(d)) #> 66 34 99 4389
