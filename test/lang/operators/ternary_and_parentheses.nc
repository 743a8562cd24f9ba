a = 1
b = 2
c = true
print(c ? (a) : b, c ? (a, b) : 3, !c ? a : (b), c ? x => x + 1 : 0) #> 1 (1, 2) 2 <function <lambda>>
f = c ? (x) => x * 2 : null
print(f(4), (c ? [1] : [2])[0], c ? {k: 1} : {}, a is int ? "int" : "other", a is not string ? 1 : 2) #> 8 1 {"k": 1} int 1
print(c ? a > b ? "x" : "y" : "z", (c) ? -a : +b, if (c) a else b, if (a > b) "gt" else if (a == b) "eq" else "lt") #> y -1 1 lt
