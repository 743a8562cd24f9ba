var x = (1, 2)
for (i in range(1000000)) { x = (x, i) }
let m = {}
m[x] = 1
#throws ends memory time
