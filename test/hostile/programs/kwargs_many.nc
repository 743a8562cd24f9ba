function f(**k) { return k.length }
let m = {}
for (i in range(200000)) { m["k" + str(i)] = i }
while true { f(**m) }
#time throws
