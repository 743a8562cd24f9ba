xs: List<int> = [1, 2]
function any(v) { return v }
ys: List<string> = any(xs)
print(ys) #> [1, 2]
