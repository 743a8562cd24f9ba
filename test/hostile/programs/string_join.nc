let big = "x" * 1000000
let s = (",").join([big for i in range(1000000)])
#memory throws
