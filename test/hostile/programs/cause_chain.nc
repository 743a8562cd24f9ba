// A chain of causes that never ends, then shown.
var e = ValueError("0")
for (i in range(200000)) { try { throw ValueError("n") from e } catch (x) { e = x } }
throw e
#throws memory
