let a = "a" * 5000000
let b = "a" * 5000000
while true { if (a != b) { break } }
#time
