class A { n: int = 0 }
a = A()
function put(v) { a.n = v }
put(4)
try { put("x") } catch (TypeError e) { print("TypeError", a.n) } #> TypeError 4
