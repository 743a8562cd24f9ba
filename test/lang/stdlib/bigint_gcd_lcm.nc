import "bigint"
print(bigint.gcd(-12, 18), bigint.gcd(0, 0), bigint.gcd(0, 5), bigint.lcm(0, 3), bigint.lcm(-4, 6)) #> 6 0 5 0 12
