const A = 1
A = 2 #error: N0
print(A)
