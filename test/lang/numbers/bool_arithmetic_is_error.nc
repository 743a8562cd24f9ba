for f in [() => true + 1, () => 1 * false, () => -true] {
    try { print(f()) } catch (TypeError e) { print("TypeError") }
}
#> TypeError
#> TypeError
#> TypeError
print(true == 1, sum([true, true, false])) #> false 2
