import "json"
print(json.stringify({"b": 1, "a": {"d": 1, "c": 2}}, sortKeys: true)) #> {"a":{"c":2,"d":1},"b":1}
