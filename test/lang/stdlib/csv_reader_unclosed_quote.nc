import "csv"
try { list(csv.reader(['a,"b', "c"])) } catch (ValueError e) { print(e) } #> csv: the quote opened in line 1 is not closed
