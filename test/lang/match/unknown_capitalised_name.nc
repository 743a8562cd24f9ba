function f(v) { return match v { Unknown => 1, _ => 2 } } #error: N0
print(f(1))
