import "csv"
print(csv.stringify([[1, null]], quoteAll: true), end: "") #> "1",""
