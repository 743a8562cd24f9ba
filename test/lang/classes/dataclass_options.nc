@dataclass
class P:
    x: int
    y: int = 2
    def __post_init__(self): self.sum = self.x + self.y
class Q(P):
    z: int = 3
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = ""
class G(F): pass
p = P(1)
q = Q(1, 5)
print(p.sum, q.sum, q.z, q == Q(1, 5), p == q) #> 3 6 3 true false
f = F(1)
try: f.a = 2
except TypeError as e: print(e) #> cannot change 'a': this F is frozen
print(f, F(1) < F(2), F(1, "b") > F(1, "a"), sorted([F(3), F(1)]), max(F(1), F(2)).a, G(1) < G(2)) #> F(a=1, b="") true true [F(a=1, b=""), F(a=3, b="")] 2 true
try: print(F(1) < P(1))
except TypeError as e: print(e) #> '<' not supported between F and P
print({F(1): "one"}[F(1)] if false else {[F(1)]: "one"}[F(1)]) #> one
