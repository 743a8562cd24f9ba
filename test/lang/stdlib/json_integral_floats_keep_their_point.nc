import "json"
print(json.stringify([1.0, 1, 1e20])) #> [1.0,1,1e+20]
