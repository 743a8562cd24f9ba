function g(x) { match x { 1 => { let y = 2; y * 3 }, 2 => return 5, 3 => throw ValueError("three"), 4 => z = 1 } }
print(g(1), g(2), g(9), g(4))
try { g(3) } catch (e) { print("threw ${e}") }
function nothing(x): void { match x { 1 => 5 } }
match 5 { 1 => print("no") }
try { x = match 5 { 1 => 2 } } catch (MatchError e) { print("MatchError: ${e}") }
r = match [1, [2, 3]] { [a, [b, c]] => a + b + c }
print(nothing(1), r, match (1, "x") { (n: int, s: string) => s, _ => 0 }, match 5 { n when n in [5] => "in" })
print(match "b" { "a" | "b" as c => c }, match [1, 2, 3] { [..., l] => l, _ => "x" }, match 7 { Some(n) => n, None => 0 })
#> 6 5 null null
#> threw three
#> MatchError: no case matches 5
#> null 6 x in
#> b 3 7
