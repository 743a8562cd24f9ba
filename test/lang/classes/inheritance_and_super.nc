class A {
    constructor(n) { self.n = n }
    function hello() { return "A" + self.n }
    static function make() { return A(0) }
}
class B extends A {
    constructor(n) { super(n + 1) }
    function hello() { return super.hello() + "B" }
}
class C(B):
    def __init__(self, n):
        super().__init__(n * 2)
    def hello(self):
        return super().hello() + "C"
print(C(5).hello(), B(1).hello(), B.make().n) #> A11BC A2B 0
print(C(1) is A, isinstance(C(1), B), A(1) is B) #> true true false
