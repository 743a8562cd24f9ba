import "math"
print(math.clamp(-1, 0, 5), math.clamp(3, 0, 5), math.sign(-0.5), math.sign(2)) #> 0 3 -1.0 1
