v = if true { let a = 1; a + 1 } else { 5 }
u = if (v == 2) "two" else "other"
print(v, u, 1 if v > 5 else 2, if v < 1 { 1 } else if v < 3 { 2 } else { 3 })
for x in {1, 2} { print("item ${x}") }
struct P { x: int }
for i in [P(1)] { print("P ${i.x}") }
match {a: 1} { {a: n} => print("got ${n}") }
if {} { print("no") } else { print("an empty map is falsy") }
while [] { }
#> 2 two 2 2
#> item 1
#> item 2
#> P 1
#> got 1
#> an empty map is falsy
