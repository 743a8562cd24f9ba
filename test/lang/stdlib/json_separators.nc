import "json"
print(json.dumps({"a": [1, 2]}, separators: (",", ":"))) #> {"a":[1,2]}
