import "csv"
print(csv.parse(",a,\n,")) #> [["", "a", ""], ["", ""]]
