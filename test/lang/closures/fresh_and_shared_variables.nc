fs = []
for i in range(3) { fs.append(() => i) }
gs = []
for i in range(3) { v = i; gs.append(() => v) }
hs = []
for i in range(3) { let w = i; hs.append(() => w) }
cs = []
for (let i = 0; i < 3; i++) { cs.push(() => i) }
print([[f() for f in all] for all in [fs, gs, hs, cs]], i) #> [[0, 1, 2], [2, 2, 2], [0, 1, 2], [0, 1, 2]] 2
function make() { let n = 0; return [() => { n += 1; return n }, () => n] }
[inc, read] = make()
inc()
print(inc(), read()) #> 2 2
