class V {
    constructor(x) { self.x = x }
    plus(o) { return V(self.x + o.x) }
    __sub__(o) { return V(self.x - o.x) }
    times(k) { return V(self.x * k) }
    negate() { return V(-self.x) }
    toString() { return "V(${self.x})" }
    equals(o) { return o is V && o.x == self.x }
    compareTo(o) { return self.x - o.x }
    get(i) { return self.x + i }
    contains(i) { return i == self.x }
    length() { return 3 }
    call(a) { return a + self.x }
}
a = V(1)
b = V(5)
print(a + b, b - a, a * 4, -a) #> V(6) V(4) V(4) V(-1)
print(a == V(1), a != b, a < b, max(a, b), sorted([b, a])) #> true true true V(5) [V(1), V(5)]
print(a[10], 1 in a, len(a), b(2)) #> 11 true 3 7
