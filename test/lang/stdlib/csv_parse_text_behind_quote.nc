import "csv"
try { csv.parse('a\n"b"c') } catch (ValueError e) { print(e) } #> csv: line 2 has text behind a closing quote
