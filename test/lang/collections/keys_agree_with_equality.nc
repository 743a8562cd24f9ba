import { Path } from "path"
@dataclass
class P { x: int; y: int = 0 }
a = P(1, 2)
m = {[a]: "first"}
print(P(1, 2) in m, m[P(1, 2)], hash(a) == hash(P(1, 2)), Set([P(1), P(1), P(2)]).length) #> true first true 2
a.x = 9
print(m[P(1, 2)], a in m) #> first false
b = P(1, 2)
b.extra = 5
c = P(1, 2)
c.more = 1
print(b == P(1, 2), b in m) #> false false
@dataclass
class WithEquals { id: int; note: string
    function equals(o) { return self.id == o.id }
    function hash() { return self.id } }
w = WithEquals(1, "a")
s = Set([w, WithEquals(1, "b")])
print(s.length, s.contains(WithEquals(1, "c"))) #> 1 true
for k in s { print(id(k) == id(w)) } #> true
@dataclass
class Holder { items: List }
try { hash(Holder([1])) } catch (TypeError e) { print(e) } #> unhashable type: List (a mutable collection cannot be a key; freeze it or use a tuple)
r = {[0..3]: "r"}
print(r[range(0, 3)], r[range(0, 3, 1)], 0..0 == 5..5, Set([0..0, 5..5]).length, range(0, 1, 5) in Set([0..1])) #> r r true 1 true
print(range(0, 4, 2) in Set([range(0, 3, 2)]), range(0, 5, 2) in Set([range(0, 3, 2)])) #> true false
paths = {[Path("a/b")]: 1}
print(paths[Path("a/b")], Path("a") in paths, Set([Path("x"), Path("x")]).length) #> 1 false 1
try { paths[Path("no")] } catch (KeyError e) { print(e, e.key) } #> Path("no") no
try { m[P(7)] } catch (KeyError e) { print(e) } #> P(x=7, y=0)
try { r[1..2] } catch (KeyError e) { print(e) } #> range(1, 2)
