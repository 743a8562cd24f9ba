m = {}
for i in range(20) { m[i] = i }
for i in range(0, 20, 2) { m.remove(i) }
m[0] = "again"
print(m.keys()) #> [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 0]
