class A { constructor(f) { self.f = f } }
a = A(x => x + 1)
print(a.f(1)) #> 2
g = a.f
print(g(2)) #> 3
