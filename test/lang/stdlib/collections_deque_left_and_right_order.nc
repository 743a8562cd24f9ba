import "collections"
d = collections.Deque()
for i in 0..20 { if i % 2 == 0 { d.append(i) } else { d.appendLeft(i) } }
print(d.toList()) #> [19, 17, 15, 13, 11, 9, 7, 5, 3, 1, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18]
