fails = [() => 1 / 0, () => 1 ~/ 0, () => 1 % 0, () => 1.0 / 0, () => 9223372036854775807 + 1, () => -9223372036854775808 ~/ -1,
    () => -(-9223372036854775808), () => abs(-9223372036854775808), () => 1 << 64, () => 1 >> -1, () => 2 ** 63, () => 3037000500 ** 2]
for f in fails { try { print(f()) } catch (e) { print(typeOf(e) + ": " + e) } }
#> ZeroDivisionError: division by zero
#> ZeroDivisionError: division by zero
#> ZeroDivisionError: division by zero
#> ZeroDivisionError: division by zero
#> OverflowError: integer overflow in 9223372036854775807 + 1; use bigint or math.wrappingAdd
#> OverflowError: integer overflow in -9223372036854775808 ~/ -1; use bigint
#> OverflowError: integer overflow in -(-9223372036854775808); use bigint
#> OverflowError: integer overflow in abs(-9223372036854775808); use bigint
#> ValueError: shift count 64 is outside 0..63
#> ValueError: shift count -1 is outside 0..63
#> OverflowError: integer overflow in 2 ** 63; use bigint
#> OverflowError: integer overflow in 3037000500 ** 2; use bigint
