import "csv"
print(csv.parse('5" pipe,6')) #> [["5\" pipe", "6"]]
