class A { init(n) { self.n = n } }
class B { __init__(self, n) { self.n = n } }
class D:
    def __init__(self, n):
        self.n = n
class E:
    init(n: int):
        self.n = n
print(A(1).n, B(2).n, D(3).n, E(4).n) #> 1 2 3 4
