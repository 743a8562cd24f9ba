struct P { x: int }
p = P(1)
m = {[p]: "one"}
p.x = 2
print(m[P(1)], P(2) in m) #> one false
