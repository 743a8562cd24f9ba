fs = []
for i in 0..3 { fs.append(() => i) }
for (let j = 0; j < 3; j++) { fs.append(() => j) }
print([f() for f in fs]) #> [0, 1, 2, 0, 1, 2]
gs = []
k = 0
while k < 2 { let c = k; gs.append(() => c); k++ }
print(gs[0](), gs[1]()) #> 0 1
