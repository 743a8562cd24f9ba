import "bigint"
print(bigint.isqrt(0), bigint.isqrt(15), bigint.isqrt(16), bigint.isqrt(bigint.of(10) ** 61)) #> 0 3 4 3162277660168379331998893544432
n = bigint.of(123456789)
print(bigint.iroot(n ** 7, 7) == n, bigint.iroot(n ** 7 - 1, 7) == n - 1, bigint.iroot(5, 1)) #> true true 5
try { bigint.isqrt(-1) } catch (ValueError e) { print(e) } #> iroot() expects no negative number, got -1
try { bigint.iroot(4, 0) } catch (ValueError e) { print(e) } #> iroot() expects a root of at least 1, not 0
