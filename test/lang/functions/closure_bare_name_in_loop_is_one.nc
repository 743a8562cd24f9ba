fs = []
for i in 0..3 { v = i; fs.append(() => v) }
print([f() for f in fs]) #> [2, 2, 2]
