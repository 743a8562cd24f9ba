class C {
    a: int
    b = 2
    c: List<int> = []
    constructor(a) { self.a = a; self.extra = a * 10 }
}
x = C(1)
y = new C(5)
x.c.append(1)
print(x.a, x.b, x.c, x.extra, y.c) #> 1 2 [1] 10 []
