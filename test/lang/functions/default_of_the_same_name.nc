fs = []
for i in range(3) { fs.append(lambda i=i: i) }
print([f() for f in fs], fs[0](9)) #> [0, 1, 2] 9
x = 5
function f(x = x, y = x + 1) { return [x, y] }
print(f(), f(1), f(y: 0)) #> [5, 6] [1, 2] [5, 0]
x = 7
print(f()) #> [7, 8]
function outer(n) {
    function inner(n = n * 2, m = n) { return [n, m] }
    return inner()
}
print(outer(4)) #> [8, 8]
class C { m(len = len("abc")) { return len } }
print(C().m(), C().m(1)) #> 3 1
