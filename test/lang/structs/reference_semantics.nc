struct P { x: int }
a = P(1)
b = a
b.x = 5
c = a.copy()
c.x = 9
print(a.x, b.x, c.x) #> 5 5 9
