import "csv"
print(csv.parse("a,b,c\n1,2,3")) #> [["a", "b", "c"], ["1", "2", "3"]]
