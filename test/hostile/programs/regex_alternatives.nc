import re
let p = ("|").join(["w${i}x*" for i in range(200000)])
let r = re.compile(p)
r.search("q" * 1000000)
#throws memory time
