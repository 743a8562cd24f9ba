import "csv"
print(csv.parseMaps("a,b\n1,2\n3")) #> [{"a": "1", "b": "2"}, {"a": "3", "b": null}]
