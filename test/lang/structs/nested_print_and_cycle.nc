struct N { v: int, next?: N }
n = N(1, N(2))
print(n) #> N{v: 1, next: N{v: 2}}
xs = [1]
xs.append(xs)
print(xs) #> [1, [...]]
