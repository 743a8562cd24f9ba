const LIMIT = 10
enum E { A, B }
function f(v) { return match v { LIMIT => "limit", E.A => "a", B => "b", other => other } }
print(f(10), f(E.A), f(E.B), f(4)) #> limit a b 4
