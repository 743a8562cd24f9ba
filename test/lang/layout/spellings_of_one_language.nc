func f1() { return 1 }
fn f2() { return 2 }
def f3(): return 3
function f4() { return 4 }
print(f1(), f2(), f3(), f4(), True, False, None, true, null)
class A {
    constructor(x) { this.x = x }
    function m() { return this.x + self.x }
}
print(new A(2).m(), A(3).m())
try { raise ValueError("r") } except ValueError as e { print("except " + e) }
try:
    throw ValueError("q")
catch (e):
    print("catch " + e)
#> 1 2 3 4 true false null true null
#> 4 6
#> except r
#> catch q
