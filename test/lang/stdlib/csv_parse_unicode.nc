import "csv"
print(csv.parse("größe,日本\n\"é,ü\",😀")) #> [["größe", "日本"], ["é,ü", "😀"]]
