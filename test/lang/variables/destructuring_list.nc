[a, b, ...rest] = [1, 2, 3, 4]
print(a, b, rest) #> 1 2 [3, 4]
let [x, [y, z]] = [1, [2, 3]]
print(x + y + z) #> 6
p, q = 1, 2
p, q = q, p
print(p, q) #> 2 1
(m, n) = (7, 8)
print(m, n) #> 7 8
first, *middle, last = [1, 2, 3, 4]
print(first, middle, last) #> 1 [2, 3] 4
