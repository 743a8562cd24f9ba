for f in [() => 1 << 64, () => 1 >> -1, () => 1 >>> 64] {
    try { print(f()) } catch (ValueError e) { print("ValueError") }
}
#> ValueError
#> ValueError
#> ValueError
