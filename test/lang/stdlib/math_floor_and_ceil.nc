import "math"
print(math.floor(2.5), math.floor(-2.5), math.ceil(2.1), math.ceil(-2.9), math.trunc(-2.9)) #> 2 -3 3 -2 -2
