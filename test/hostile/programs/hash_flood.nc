// All keys fall into one place.
class K { constructor(n) { self.n = n }
    hash() { return 1 }
    equals(o) { return self.n == o.n } }
let m = {}
var i = 0
while true { m[K(i)] = i; i += 1 }
#time memory
