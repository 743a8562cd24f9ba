import re
let text = "a" * 100000
while true { re.search("(a*)*(a*)*b", text) }
#time
