import "math"
print(math.comb(10, 3), math.comb(3, 5), math.perm(5), math.perm(5, 0)) #> 120 0 120 1
