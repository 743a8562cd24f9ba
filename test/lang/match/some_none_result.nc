function f(v) { return match v { Some(x) when x > 10 => "big", Some(x) => "some ${x}", None => "none" } }
print(f(11), f(3), f(null)) #> big some 3 none
function g(r) { return match r { Success(v) => v, Error(e) => "failed: ${e}" } }
print(g(Success(5)), g(Error("bad"))) #> 5 failed: bad
error Special extends Error { n: int }
print(match Special("m", 7) { Error(e) => e.n }) #> 7
