import "csv"
print(list(csv.reader(['a,"b', 'c', '",d', 'e']))) #> [["a", "b\nc\n", "d"], ["e"]]
