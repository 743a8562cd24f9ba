for f in [() => 9223372036854775807 + 1, () => -9223372036854775808 - 1, () => 4611686018427387904 * 2, () => abs(-9223372036854775808), () => -(-9223372036854775808), () => -9223372036854775808 ~/ -1, () => 2 ** 63] {
    try { print(f()) } catch (OverflowError e) { print("overflow") }
}
#> overflow
#> overflow
#> overflow
#> overflow
#> overflow
#> overflow
#> overflow
