import "json"
print(json.parse("[]"), json.parse("{}"), json.stringify([]), json.stringify({})) #> [] {} [] {}
