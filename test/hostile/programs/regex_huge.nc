import re
let p = "(" * 100000 + "a" + ")*" * 100000
re.compile(p)
#memory throws time
