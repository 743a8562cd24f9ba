import "math"
[m, e] = math.frexp(10.0)
print(m, e, math.ldexp(m, e), math.frexp(0)) #> 0.625 4 10.0 (0.0, 0)
