class A {
    constructor(n) { self.n = n }
    add(k) { return self.n + k }
}
m = A(10).add
print(m(5), [1, 2].map(A(1).add)) #> 15 [2, 3]
u = A.add
print(u(A(3), 4)) #> 7
