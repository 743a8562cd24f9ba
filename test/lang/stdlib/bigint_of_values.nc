import "bigint"
print(bigint.of(5), bigint.of("-12345678901234567890"), bigint.of(2.0 ** 70)) #> 5 -12345678901234567890 1180591620717411303424
try { bigint.of([1]) } catch (TypeError e) { print(e) } #> of() expects an int or a bigint, got List
