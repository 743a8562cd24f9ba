function f(a) { return a }
f(b: 1) #error: N0
