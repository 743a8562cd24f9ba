import "math"
print(math.inf, -math.inf, math.nan) #> inf -inf nan
print(math.nan == math.nan, math.inf > 1) #> false true
print(1e308 * 10) #> inf
