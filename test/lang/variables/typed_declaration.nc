let n: int = 5
f: float = 2
print(n, f, typeOf(f)) #> 5 2.0 float
function g(v) { let s: string = v; return s }
try { g(1) } catch (TypeError e) { print("string" in e.message, "int" in e.message) } #> true true
