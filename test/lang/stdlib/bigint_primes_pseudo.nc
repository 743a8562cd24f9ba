import "bigint"
# Carmichael numbers and strong pseudoprimes to small bases.
print([n for n in [561, 41041, 825265, 3215031751, 3825123056546413051] if bigint.isPrime(n)]) #> []
