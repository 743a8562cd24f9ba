function dyn(v) { return v }
function take(x: int): string { return "v${x}" }
function give(): int { return dyn("s") }
class C { n: int = 0; l: List<int> = [] }
c = C()
function fun(f: (int) -> int) { return f(1) }
function tup(t: (int, string)) { return t }
function chr1(c: char) { return c }
for f in [() => take(dyn(1.5)), give, () => { let b: int = dyn(2.0) }, () => { c.n = dyn("x") }, () => { c.l = dyn({}) },
    () => fun(dyn(5)), () => tup(dyn((1, 2, 3))), () => chr1(dyn("xy"))] {
    try { print(f()) } catch (TypeError e) { print(e) }
}
let a: float = 3
print(typeOf(a), fun(x => x + 1), tup((1, "a")), chr1("x"))
#> expected int for parameter 'x' of take, got float; use int(x) or ~/ to get an int
#> expected int for the return value of give, got string
#> expected int for variable 'b', got float; use int(x) or ~/ to get an int
#> expected int for field 'n' of C, got string
#> expected List<int> for field 'l' of C, got Map
#> expected (int) -> int for parameter 'f' of fun, got int
#> expected (int, string) for parameter 't' of tup, got Tuple
#> expected char for parameter 'c' of chr1, got string
#> float 2 (1, "a") x
