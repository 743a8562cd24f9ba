import "math"
print(math.fmod(7, -3), -7 % 3, math.remainder(5, 2), math.remainder(7, 2)) #> 1.0 2 1.0 -1.0
