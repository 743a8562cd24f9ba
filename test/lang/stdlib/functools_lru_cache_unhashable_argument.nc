import "functools"
f = functools.cache(x => x)
try { f([1]) } catch (TypeError e) { print("TypeError") } #> TypeError
