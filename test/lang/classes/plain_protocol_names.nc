class V {
    constructor(x) { self.x = x }
    plus(o) { return V(self.x + o.x) }
    minus(o) { return V(self.x - o.x) }
    times(k) { return V(self.x * k) }
    div(k) { return V(self.x / k) }
    equals(o) { return self.x == o.x }
    hash() { return self.x }
    compareTo(o) { return self.x - o.x }
    get(i) { return self.x + i }
    set(i, v) { self.x = i + v }
    length() { return self.x }
    contains(v) { return v == self.x }
    call(a) { return a * self.x }
    iterator() { return [1, self.x].iterator() }
    toString() { return "V${self.x}" }
}
v = V(3)
print(v + V(1), v - V(1), v * 2, v / 2, v == V(3), v < V(4), sorted([V(3), V(1)]), max([V(1), V(2)])) #> V4 V2 V6 V1.5 true true [V1, V3] V2
print(v[2], len(v), 3 in v, v(5), [e for e in v], {[v]: 1}[V(3)], "${v}", v + V(1) != v) #> 5 3 true 15 [1, 3] 1 V3 true
v[1] = 5
print(v) #> V6
