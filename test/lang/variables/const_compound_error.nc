const A = 1
function f() {
    A += 1 #error: N0
}
f()
