function f(n: int) { return n }
f("text") #error: N0
