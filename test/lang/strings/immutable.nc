s = "abc"
try { s[0] = "x" } catch (TypeError e) { print("TypeError") } #> TypeError
