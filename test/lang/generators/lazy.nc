function nat() { n = 0; while true { yield n; n += 1 } }
out = []
for v in nat() { if v == 3 { break }; out.append(v) }
print(out) #> [0, 1, 2]
print(nat() | map(x => x * x) | filter(x => x % 2 == 1) | next) #> 1
