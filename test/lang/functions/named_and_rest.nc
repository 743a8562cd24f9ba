function f(a, b = 2, ...rest, opt = "o") { return "${a} ${b} ${rest} ${opt}" }
print(f(1)) #> 1 2 [] o
print(f(1, 2, 3, 4, opt: "z")) #> 1 2 [3, 4] z
print(f(b: 5, a: 6)) #> 6 5 [] o
print(f(...[1, 2, 3])) #> 1 2 [3] o
