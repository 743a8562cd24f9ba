import "math"
function attempt(f) { try { f() } catch (ImportError e) { print(e.message.split(";")[0]) } }
attempt(() => { import "maths" }) #> cannot find module 'maths', did you mean 'math'?
attempt(() => { import "./mods/faacde" }) #> cannot find module './mods/faacde', did you mean 'facade'?
attempt(() => { import "quite_unlike_anything" }) #> cannot find module 'quite_unlike_anything'
