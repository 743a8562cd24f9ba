import "csv"
print(csv.parse("\uFEFFa,b")) #> [["a", "b"]]
