import "csv"
print(csv.parse("a\r\nb\rc\nd\n")) #> [["a"], ["b"], ["c"], ["d"]]
