import "csv"
function* lines() { yield "a,b"; print("asked"); yield "c,d" }
r = csv.reader(lines())
print(next(r)) #> ["a", "b"]
print(next(r)) #> asked
#> ["c", "d"]
