function make(a) { return b => a * b }
f = make(3)
g = make(4)
print(f(5), g(5)) #> 15 20
