x = 7
print(x > 5 ? "big" : "small", "odd" if x % 2 == 1 else "even") #> big odd
print(x > 9 ? 1 : x > 6 ? 2 : 3) #> 2
y = if x == 7 { t = x * 2; t + 1 } else { 0 }
print(y) #> 15
z = if (x < 3) "lt" else "ge"
print(z) #> ge
