import "bigint"
n = bigint.of(7) ** 123
print(all(bigint.parse(bigint.toBase(n, b), b) == n for b in 2..=36)) #> true
