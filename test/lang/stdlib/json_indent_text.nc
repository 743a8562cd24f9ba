import "json"
print(repr(json.stringify([1], indent: "\t"))) #> "[\n\t1\n]"
