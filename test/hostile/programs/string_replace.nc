let s = "a" * 1000000
let t = s.replace("a", s)
#memory throws
