struct P { x: int, y: int }
function make(f) { try { f() } catch (TypeError e) { print("TypeError") } }
make(() => P(...[1])) #> TypeError
make(() => P(...[1, 2, 3])) #> TypeError
make(() => P(...[1, "s"])) #> TypeError
