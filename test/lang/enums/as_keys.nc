struct Pt { x: int }
enum E { At(p: Pt), Id(n: int)
    function equals(o) { return typeOf(o) == typeOf(self) and o.name == self.name }
    function hash() { return 1 } }
enum Place { At(p: Pt) }
p = Pt(1)
m = {[Place.At(p)]: "here"}
p.x = 2
print(m[Place.At(Pt(1))], Place.At(p) in m) #> here false
print(Set([E.Id(1), E.Id(2), E.At(p)]).length, E.Id(1) == E.Id(5)) #> 2 true
