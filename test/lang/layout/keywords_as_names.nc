match = 1
open = 2
type = 3
from = 4
print(match + open + type + from) #> 10
when = [match, type]
print(when) #> [1, 3]
