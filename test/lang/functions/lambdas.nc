inc = x => x + 1
add = (a, b) => a + b
typed = (a: int): int => a * 2
block = (a) => { b = a * 3; return b }
py = lambda x, y: x - y
anon = function (x) { return x ** 2 }
none = () => 7
print(inc(1), add(1, 2), typed(4), block(2), py(5, 3), anon(3), none()) #> 2 3 8 6 2 9 7
m = () => ({"k": 1})
print(m(), (() => {})()) #> {"k": 1} null
