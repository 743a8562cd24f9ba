class A { toString() { return "an A" } }
class B: 
    def __str__(self): return "a B"
    def __repr__(self): return "B()"
class C { }
print(A(), B(), C(), [A(), B()], "${A()}", str(B())) #> an A a B <C> [an A, B()] an A a B
