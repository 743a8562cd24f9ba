import json
var x = []
for (i in range(1000000)) { x = [x] }
json.stringify(x)
#memory throws time
