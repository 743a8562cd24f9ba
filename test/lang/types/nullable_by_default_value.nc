function f(x: int = null) { return x }
function g(x?: string) { return x }
struct S { a: int, b?: int }
class C { n: string = null }
c = C()
c.n = "set"
c.n = null
print(f(), f(3), g(), g("s"), S(1, null), S(1, b: 2), c.n)
function dyn(v) { return v }
for h in [() => f(dyn("s")), () => g(dyn(1)), () => S(1, dyn("x")), () => { c.n = dyn(1) }] { try { h() } catch (TypeError e) { print(e) } }
#> null 3 null s S{a: 1} S{a: 1, b: 2} null
#> expected int? for parameter 'x' of f, got string
#> expected string? for parameter 'x' of g, got int
#> expected int? for field 'b' of S, got string
#> expected string? for field 'n' of C, got int
