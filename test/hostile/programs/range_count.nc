print((0.5) in range(1000000000000), list(range(10)).count(3))
let r = range(1000000000000)
while true { for (x in r) { if (x == -1) { break } } }
#time
