import "bigint"
print(bigint.toBase(0, 2), bigint.toBase(35, 36), bigint.toBase(-255, 16), bigint.toBase(bigint.of(2) ** 100, 16)) #> 0 z -ff 10000000000000000000000000
try { bigint.toBase(1, 37) } catch (ValueError e) { print(e) } #> a base is from 2 to 36, not 37
