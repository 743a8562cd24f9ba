struct P { x: int, y: int = 2, tag?: string }
p = P(1)
print(p, P(1, 3, "t"), P(x: 5)) #> P{x: 1, y: 2} P{x: 1, y: 3, tag: "t"} P{x: 5, y: 2}
print(p.tag, p == P(1, 2), p != P(2)) #> null true true
