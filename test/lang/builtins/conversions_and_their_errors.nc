print(int("0x1F", 16), int("101", 2), int(-3.9), float("inf"), float("-1e3"), int(true), str(null), bool([]), bool("0"))
print(round(2.5), round(3.5), round(2.675, 2), round(-2.5), round(1234.567, -2), abs(-2.5), divmod(-7, 2), pow(2, 10, 1000), -7.5 % 2)
print(dict([("a", 1)]), dict({a: 1}, b: 2), list("ab"), tuple("ab"), Set("aab"), list({a: 1}), sorted({b: 1, a: 2}), reversed([1, 2]))
print(max("abc"), min({3, 1}), any(x > 1 for x in [1, 2]), all([]), sum([]), max([], default: 0), chr(65), ord("A"), hex(255), bin(5))
for f in [() => max([]), () => int("1.5"), () => int("x"), () => float("y"), () => int(null), () => chr(-1), () => ord("ab"), () => int(1e30)] {
    try { print(f()) } catch (e) { print(typeOf(e) + ": " + e) }
}
#> 31 5 -3 inf -1000.0 1 null false true
#> 2 4 2.67 -2 1200.0 2.5 (-4, 1) 24 0.5
#> {"a": 1} {"a": 1, "b": 2} ["a", "b"] ("a", "b") {"a", "b"} ["a"] ["a", "b"] [2, 1]
#> c 1 true true 0 0 A 65 0xff 0b101
#> ValueError: max() of an empty collection (give a default:)
#> ValueError: invalid literal for int() with base 10: "1.5"
#> ValueError: invalid literal for int() with base 10: "x"
#> ValueError: could not convert string to float: "y"
#> TypeError: int() needs a number, bool or string, not null
#> ValueError: chr(): -1 is not a Unicode code point
#> ValueError: ord(): a string of one character is expected, got one of length 2
#> OverflowError: float 1e+30 does not fit 64 bits; use bigint()
