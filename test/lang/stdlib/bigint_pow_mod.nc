import "bigint"
print(bigint.powMod(7, bigint.of(2) ** 200, bigint.of(10) ** 30)) #> 887419140824797232250853785601
print(bigint.powMod(3, -1, 7), bigint.powMod(-2, 3, 5), bigint.powMod(5, 0, 1)) #> 5 2 0
try { bigint.powMod(2, 3, 0) } catch (ValueError e) { print(e) } #> powMod() expects a positive modulus, got 0
