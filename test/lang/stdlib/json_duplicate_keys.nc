import "json"
print(json.parse("{\"a\": 1, \"a\": 2}")) #> {"a": 2}
