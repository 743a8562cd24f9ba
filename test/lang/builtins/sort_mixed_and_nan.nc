import "math"
print(sorted([2, 1.5, -1]), sorted([math.nan, 2.0, 1.0])) #> [-1, 1.5, 2] [1.0, 2.0, nan]
try { sorted([1, "a"]) } catch (TypeError e) { print("TypeError") } #> TypeError
