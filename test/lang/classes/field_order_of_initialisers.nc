class A {
    a = show("a")
    b = show("b")
    constructor() { print("ctor", self.a, self.b) }
}
function show(v) { print("init", v); return v }
class B extends A { c = show("c") }
B()
#> init a
#> init b
#> init c
#> ctor a b
