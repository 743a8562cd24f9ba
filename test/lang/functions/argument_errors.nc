function f(a, b) { return a }
for call in [() => f(1), () => f(1, 2, 3), () => f(1, c: 2), () => f(1, 2, a: 3)] {
    try { call() } catch (TypeError e) { print("TypeError") }
}
#> TypeError
#> TypeError
#> TypeError
#> TypeError
#modes: source stress
