let a = [1] * 3000000
let b = [1] * 3000000
while true { if (a != b) { break } }
#time
