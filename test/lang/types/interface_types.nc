interface Sized { size(): int }
class A { size() { return 4 } }
function total(xs: List<Sized>): int { return sum(x.size() for x in xs) }
print(total([A(), A()]), A() is Sized) #> 8 true
