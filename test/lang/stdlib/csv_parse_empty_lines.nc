import "csv"
print(csv.parse("\n\na\n\n\"\"\n"), csv.parse("")) #> [["a"], [""]] []
