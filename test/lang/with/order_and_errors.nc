class R {
    constructor(n) { self.n = n }
    enter() { print("enter", self.n); return self }
    exit(e) { print("exit", self.n, e == null ? "ok" : e.message) }
}
with R(1) as a, R(2) as b { print("body", a.n, b.n) }
try { with R(3) { throw Error("boom") } } catch (e) { print("caught", e) }
#> enter 1
#> enter 2
#> body 1 2
#> exit 2 ok
#> exit 1 ok
#> enter 3
#> exit 3 boom
#> caught boom
