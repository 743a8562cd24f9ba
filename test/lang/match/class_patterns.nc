class P { constructor(x, y) { self.x = x; self.y = y } }
struct S { a: int, b?: int }
function f(v) {
    return match v {
        P(0, 0) => "origin"
        P(x, y: 0) => "axis ${x}"
        P(x, y) when x == y => "diag"
        P() => "point"
        S(a: 1) => "s1"
        S{a, b: null} => "s${a}"
        S(a, b) => a + b
        _ => "none"
    }
}
print(f(P(0, 0)), f(P(3, 0)), f(P(2, 2)), f(P(1, 2)), f(S(1, 5)), f(S(2)), f(S(3, 4)), f(1)) #> origin axis 3 diag point s1 s2 7 none
