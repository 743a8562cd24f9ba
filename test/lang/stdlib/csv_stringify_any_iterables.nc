import "csv"
print(repr(csv.stringify((range(3) for _ in 0..2)))) #> "0,1,2\n0,1,2\n"
