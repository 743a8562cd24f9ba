import "csv"
print(repr(csv.stringify([[""], [null], []])), csv.parse(csv.stringify([[""]]))) #> "\"\"\n\"\"\n\n" [[""]]
