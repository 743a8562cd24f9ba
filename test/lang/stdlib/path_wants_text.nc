import "path"
try { path.basename(5) } catch (TypeError e) { print("TypeError") } #> TypeError
