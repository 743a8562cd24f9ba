function f() {
    if false { y = 1 }
    return y
}
try { f() } catch (NameError e) { print("NameError") } #> NameError
