let a = [1]
a.append(a)
let b = [1]
b.append(b)
print(a == b)
#ends throws
