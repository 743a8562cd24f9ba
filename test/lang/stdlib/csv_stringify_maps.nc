import "csv"
print(repr(csv.stringifyMaps([{"b": 1, "a": 2}], ["a", "b"])), repr(csv.stringifyMaps([]))) #> "a,b\n2,1\n" ""
