def f(a, b):
    return a // b
x = f(7, 2)
x //= 2
y = 9  // 4
print(x, y, -7 // 2, 7.5 // 2) #> 1 2 -4 3.0
