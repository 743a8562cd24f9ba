import "math"
print(math.isclose(1e-12, 0), math.isclose(1e-12, 0, abs_tol: 1e-9), math.isclose(math.inf, math.inf), math.isclose(math.nan, math.nan)) #> false true true false
