function f() { #error: N0
    return 1
