let m = {}
var i = 0
while true { m[i] = str(i); i += 1 }
#memory
