for f in [() => 1 / 0, () => 1 ~/ 0, () => 1 % 0, () => 1.0 / 0.0, () => 1.5 % 0.0, () => divmod(1, 0)] {
    try { print(f()) } catch (ZeroDivisionError e) { print(e.message) }
}
#> division by zero
#> division by zero
#> division by zero
#> division by zero
#> division by zero
#> division by zero
