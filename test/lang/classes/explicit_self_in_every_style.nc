class A {
    constructor(self, x) { self.x = x }
    get(self) { return self.x }
    add(k) { return self.x + k }
    static make(v) { return new A(v) }
}
class B:
    def __init__(self, x): self.x = x
    def get(self): return self.x
    def add(k): return self.x + k
a = A(1)
print(a.get(), a.add(2), A.make(5).x, A.get(a), B(3).get(), B(3).add(4), B.get(B(6))) #> 1 3 5 1 3 7 6
