if (true) print("a") #> a
for (i in 0..2) print(i) #> 0
#> 1
n = 0
while (n < 2) n++
print(n) #> 2
if (n > 5) print("x"); else print("y") #> y
