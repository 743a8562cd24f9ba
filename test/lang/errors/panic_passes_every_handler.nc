function f() {
    try { panic("gives up") } catch (e) { print("caught") } finally { print("finally") }
}
function g() {
    try { f() } finally { return 1 }
}
print("before") #> before
print(g())
#exit: 1
#stderr: Panic: gives up
