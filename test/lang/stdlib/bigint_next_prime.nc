import "bigint"
print([bigint.nextPrime(n) for n in [-5, 0, 2, 13, 89]]) #> [2, 2, 3, 17, 97]
