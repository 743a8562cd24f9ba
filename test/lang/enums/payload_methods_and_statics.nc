enum Planet { Earth(mass: float, r: float)
    Mars(mass: float, r: float)
    Sun
    function g() { return match self { Earth(m, r) => m / r, Mars(m, _) => m, Sun => 0 } }
    static biggest() { return Planet.Sun } }
print(Planet.Earth(6, 2).g(), Planet.Mars(6, r: 2).g(), Planet.Sun.g(), Planet.biggest(), Planet.Earth(1, 2).mass)
enum E { A, B
    C = 10, D }
print([v.value for v in E], E(10), E["B"], E.D.name, E.A is E, E.A < E.C)
try { E(99) } catch (ValueError e) { print(e) }
try { E["Z"] } catch (KeyError e) { print(e.key) }
#> 3.0 6.0 0 Planet.Sun 1.0
#> [0, 1, 10, 11] E.C E.B D true true
#> 99 is no value of enum E
#> Z
