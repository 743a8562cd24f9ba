m = {}
for i in 0..20000 { m["k" + i] = i }
print(m.length, m["k19999"], sum(m.values())) #> 20000 19999 199990000
#modes: source nbc
