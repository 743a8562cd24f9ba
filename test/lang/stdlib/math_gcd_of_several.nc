import "math"
print(math.gcd(12, 18, 27), math.gcd(), math.gcd(-4), math.lcm(2, 3, 4), math.lcm()) #> 3 0 4 12 1
