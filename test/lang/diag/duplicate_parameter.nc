function f(a, a) { return a } #error: N0
f(1, 2)
