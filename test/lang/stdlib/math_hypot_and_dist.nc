import "math"
print(math.hypot(1, 2, 2), math.dist((1, 1), (4, 5))) #> 3.0 5.0
