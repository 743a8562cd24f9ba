import * as math from "math"
print(math.sqrt(16), math.pi > 3.14, math.gcd(12, 18), math.isqrt(17), math.factorial(5), math.hypot(3, 4)) #> 4.0 true 6 4 120 5.0
print(math.fsum([0.1, 0.2, 0.3]), math.log(math.e), math.log2(8), math.log10(1000), math.exp(0)) #> 0.6 1.0 3.0 3.0 1.0
print(math.sin(0), math.cos(0), math.lcm(4, 6), math.comb(5, 2), math.copysign(1, -2)) #> 0.0 1.0 12 10 -1.0
