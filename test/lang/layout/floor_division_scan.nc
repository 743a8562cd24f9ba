def f(n):
    return n // 2
print(f(9), 9 // 4) #> 4 2
