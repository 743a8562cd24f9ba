class A:
    shared = []
    count = 0
    own: list = []
a = A()
b = A()
a.shared.append(1)
a.own.append(2)
a.count = 5
print(b.shared, b.own, b.count, A.count, a.count) #> [1] [] 0 0 5
