import "bigint"
print([int(bigint.fibonacci(n)) for n in 0..12], bigint.fibonacci(300)) #> [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89] 222232244629420445529739893461909967206666939096499764990979600
