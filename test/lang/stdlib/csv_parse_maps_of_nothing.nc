import "csv"
print(csv.parseMaps(""), csv.parseMaps("a,b\n")) #> [] []
