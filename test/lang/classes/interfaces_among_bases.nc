interface Named { function name(): string }
interface Aged { function age(): int
    function old() { return self.age() > 60 } }
class Base { function name(): string { return "n" } }
class A(Base, Aged) { function age(): int { return 70 } }
class B(Aged, Base) { function age(): int { return 7 } }
class C(Aged, Named):
    def age(self): return 1
    def name(self): return "c"
print(A() is Aged, A() is Base, A().name(), A().old(), B() is Base, B().name(), B().old()) #> true true n true true n false
print(C() is Named, C() is Aged, C() is Base, C().name()) #> true true false c
function make(base) { class D(base, Aged) { function age() { return 2 } }
    return D() }
print(make(Base) is Base, make(Base).name(), make(Base) is Aged) #> true n true
