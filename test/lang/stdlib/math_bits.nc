import "math"
print(math.popcount(-1), math.leadingZeros(0), math.trailingZeros(0), math.leadingZeros(-1)) #> 64 64 64 0
