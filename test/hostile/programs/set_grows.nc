let s = Set()
var i = 0
while true { s.add((i, i)); i += 1 }
#memory
