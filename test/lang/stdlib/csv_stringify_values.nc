import "csv"
print(csv.stringify([[1, 2.5, true, null, "t"]]), end: "") #> 1,2.5,true,,t
