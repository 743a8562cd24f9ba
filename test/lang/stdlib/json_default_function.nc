import "json"
print(json.dumps({"s": {1}}, default: s => list(s))) #> {"s": [1]}
