class A {
    const id = 1
    const name: string
    constructor(n) { self.name = n }
}
class B extends A {
    const extra = 5
    constructor(n) { super(n); self.other = 2 }
}
class Free { constructor() { self.name = "f"; self.extra = 0 } }
class Late extends A { constructor() { } }
function attempt(f) { try { f(); return "written" } catch (e) { return "${typeOf(e)}: ${e}" } }
function write(o, v) { o.name = v }
function extra(o, v) { o.extra = v }
free = Free()
a = A("x")
b = B("q")
for i in range(3) { write(free, i); extra(free, i) }
print(attempt(() => write(a, "z")), a.name) #> TypeError: field 'name' of A is const x
print(attempt(() => write(b, "z")), b.name, attempt(() => extra(b, "z")), b.extra) #> TypeError: field 'name' of B is const q TypeError: field 'extra' of B is const 5
lates = [Late() for i in range(3)]
for l in lates { write(l, "once") }
print([attempt(() => write(l, "twice")) for l in lates][2], [l.name for l in lates]) #> TypeError: field 'name' of Late is const ["once", "once", "once"]
print(attempt(() => setattr(a, "name", "1")), attempt(() => delattr(a, "name")), a.name) #> TypeError: field 'name' of A is const TypeError: field 'name' of A is const x
struct P { const x: int, y: int }
function setX(o) { o.x = 5 }
q = P(1, 2).copy()
q.y = 4
print(q, attempt(() => setX(q))) #> P{x: 1, y: 4} TypeError: field 'x' of P is const
class Twice { const k
    constructor(n) { for i in range(n) { self.k = i } } }
print(attempt(() => Twice(2)), Twice(1).k) #> TypeError: field 'k' of Twice is const 0
class S { static const MAX = 3; static count = 0 }
class T extends S {}
function setMax(c) { c.MAX = 4 }
print(attempt(() => setMax(S)), attempt(() => setMax(T)), attempt(() => setMax(S())), S.MAX) #> TypeError: static field 'MAX' of S is const TypeError: static field 'MAX' of T is const TypeError: static field 'MAX' of S is const 3
