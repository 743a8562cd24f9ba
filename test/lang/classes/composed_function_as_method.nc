function double(x) { return x * 2 }
function plusBase(receiver, x) { return receiver.base + x }
function doubled(f) { return f.andThen(double) }
class A {
    constructor() { self.base = 10 }
    @doubled
    function m(x) { return plusBase(self, x) }
}
a = A()
bound = a.m
print(a.m(5), bound(6), A.m(a, 7), [1, 2] |> map(a.m)) #> 30 32 34 [22, 24]
