import "math"
print(math.isqrt(9223372036854775807), math.isqrt(0)) #> 3037000499 0
