import "csv"
try { list(csv.reader([5])) } catch (TypeError e) { print(e) } #> csv.reader() expects lines of text, got int
