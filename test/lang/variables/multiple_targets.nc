a = b = [1]
b.append(2)
print(a) #> [1, 2]
c = d = 5
print(c + d) #> 10
