import "csv"
print(repr(csv.stringify([[1], [2]], lineEnd: "\r\n"))) #> "1\r\n2\r\n"
