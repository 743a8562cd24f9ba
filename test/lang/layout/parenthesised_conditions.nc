x = 3
if (true) print("single")
if (x) + 1 > 3 { print("group is only part") } else { print("no") }
if (x) [1, 2].forEach(e => print(e))
while (x > 2) x -= 1
if x == 2: print("a"); print("b")
do { x += 1 } while (x < 5)
for (i in [1, 2]) print(i)
print(x)
#> single
#> group is only part
#> 1
#> 2
#> a
#> b
#> 1
#> 2
#> 5
