import "bigint"
print(bigint.isPrime(bigint.of(2) ** 89 - 1), bigint.isPrime(bigint.of(2) ** 87 - 1), bigint.isPrime(-7)) #> true false false
