class T {
    constructor() { self._c = 10 }
    get celsius() { return self._c }
    set celsius(v) { self._c = v }
    get fahrenheit() { return self._c * 9 / 5 + 32 }
}
t = T()
t.celsius = 100
print(t.celsius, t.fahrenheit) #> 100 212.0
class P:
    def __init__(self): self._x = 1
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = v * 2
p = P()
p.x = 4
print(p.x) #> 8
