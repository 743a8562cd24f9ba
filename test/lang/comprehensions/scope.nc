x = "outer"
print([x for x in [1, 2]], x) #> [1, 2] outer
fs = [() => i for i in range(3)]
print([f() for f in fs]) #> [0, 1, 2]
