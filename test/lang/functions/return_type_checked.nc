function f(v): int { return v }
print(f(3)) #> 3
try { f("no") } catch (TypeError e) { print("TypeError") } #> TypeError
function g(v) -> float { return v }
print(g(3)) #> 3.0
