class P {
    get v() { return self._v ?? 0 }
    set v(x) { if (x < 0) { throw ValueError("negative") }
        self._v = x }
}
class Q extends P { get w() { return self.v * 2 } }
q = Q()
q.v = 3
q.v += 2
print(q.v, q.w, hasattr(q, "v"), getattr(q, "zzz", 1))
try { q.v = -1 } catch (e) { print(e) }
try { q.w = 1 } catch (AttributeError e) { print(e) }
class Abs { abstract f()
    g() { return self.f() } }
class Con extends Abs { f() { return "con" } }
class Base { greet(n = "x", ...rest, **kw) { return [n, rest, kw] } }
class Derived extends Base { greet(...a, **k) { return super.greet(...a, **k) } }
bound = Derived().greet
print(Con().g(), Derived().greet(1, 2, z: 3), bound("b"), type(q) == Q, type(q).name, isinstance(q, (int, P)))
class E2 extends Error { constructor(a) { super("msg " + a); self.a = a } }
try { throw E2(5) } catch (E2 e) { print(e, e.a, e.message) }
#> 5 10 true 1
#> negative
#> property 'w' of Q has no setter
#> con [1, [2], {"z": 3}] ["b", [], {}] true Q true
#> msg 5 5 msg 5
