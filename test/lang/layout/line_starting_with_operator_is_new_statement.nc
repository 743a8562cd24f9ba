a = 5
-a
b = [1]
[0]
print(a, b) #> 5 [1]
