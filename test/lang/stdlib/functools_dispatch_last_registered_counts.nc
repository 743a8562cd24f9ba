import "functools"
class A {}
class B extends A {}
f = functools.dispatch(x => 0)
f.register(A, x => 1)
f.register(B, x => 2)
print(f(A()), f(B()), f(null)) #> 1 2 0
