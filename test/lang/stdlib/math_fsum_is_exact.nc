import "math"
print(math.fsum([1e100, 1.0, -1e100]), sum([1e100, 1.0, -1e100])) #> 1.0 0.0
