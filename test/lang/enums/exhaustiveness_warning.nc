enum E { A, B }
function f(e: E) { return match e { case A => 1 } }
try { f(E.B) } catch (MatchError e) { print("MatchError") } #> MatchError
#stderr: warning[N
#modes: source stress
