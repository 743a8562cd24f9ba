import "csv"
print(csv.parse('"a,b","c""d","e\nf"')) #> [["a,b", "c\"d", "e\nf"]]
