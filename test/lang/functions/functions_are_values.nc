function twice(f, x) { return f(f(x)) }
print(twice(x => x * 3, 2), [1, 2].map(str), typeOf(twice)) #> 18 ["1", "2"] Function
table = {"add": (a, b) => a + b}
print(table["add"](1, 2)) #> 3
