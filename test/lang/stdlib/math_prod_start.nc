import "math"
print(math.prod([], 7), math.prod([1.5, 2])) #> 7 3.0
