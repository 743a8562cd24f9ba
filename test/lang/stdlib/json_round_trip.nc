import "json"
value = {"a": [1, 2.5, null, true, "x\ny"], "b": {"c": []}}
print(json.parse(json.stringify(value)) == value, json.loads(json.dumps(value)) == value) #> true true
