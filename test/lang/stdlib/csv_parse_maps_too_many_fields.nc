import "csv"
try { csv.parseMaps("a\n1\n2,3") } catch (ValueError e) { print(e) } #> csv: row 3 has 2 fields, there are 1 names
