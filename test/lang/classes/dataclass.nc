@dataclass
class P:
    x: int
    y: int = 5
print(P(1).y, P(1, 2) == P(1, 2), P(x=3, y=4).x) #> 5 true 3
