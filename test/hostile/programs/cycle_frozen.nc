let a = []
a.append(a)
print(freeze(a) == a)
#ends throws
