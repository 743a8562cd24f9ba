import "csv"
rows = [["a,b", "\"", "\n", " x ", "\r\n", "ü", ""], ["1", "2", "3", "4", "5", "6", "7"]]
print(csv.parse(csv.stringify(rows)) == rows, csv.parse(csv.stringify(rows, ";", "'"), ";", "'") == rows) #> true true
