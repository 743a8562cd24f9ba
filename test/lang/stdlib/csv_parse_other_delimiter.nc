import "csv"
print(csv.parse("a;b,c;'d;e'", ";", "'"), csv.parse("x\ty", delimiter: "\t")) #> [["a", "b,c", "d;e"]] [["x", "y"]]
