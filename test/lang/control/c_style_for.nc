let out = []
for (let i = 0, j = 10; i < j; i += 3, j--) { out.append((i, j)) }
print(out) #> [(0, 10), (3, 9), (6, 8)]
for (;;) { break }
