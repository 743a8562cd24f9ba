class A {
    static z = 5
    static w = A.z + 1
    static all = [A(1), A(2)]
    x = 1
    y = self.x + 1
    constructor(n = 0) { self.n = n }
    static make() { return A(A.w) }
}
print(A.w, [a.n for a in A.all], A().y, A.make().n) #> 6 [1, 2] 2 6
class B:
    base = 2
    double = base * 2
print(B.double, B().double) #> 4 4
