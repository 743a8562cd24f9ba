import "csv"
try { csv.stringifyMaps([{"a": 1}, {"z": 2}]) } catch (ValueError e) { print(e) } #> csv: the key "z" is not among the names
