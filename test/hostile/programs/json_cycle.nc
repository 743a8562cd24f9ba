import json
let x = []
x.append(x)
json.stringify(x)
#throws
