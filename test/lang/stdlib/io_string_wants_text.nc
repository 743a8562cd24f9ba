import "io"
try { io.StringIO().write(b"x") } catch (TypeError e) { print("TypeError") } #> TypeError
