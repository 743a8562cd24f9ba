function dyn(v) { return v }
print(Some(3), None, dyn(null).isNone(), dyn(3).isSome(), dyn(3).unwrapOr(1), dyn(null).unwrapOr(1), dyn(null).orElse(7))
try { Some(dyn(null)) } catch (TypeError e) { print("${e}") }
try { dyn(null).unwrap() } catch (e) { print(typeOf(e) + " " + e) }
print(dyn(3).map(x => x + 1), dyn(null).map(x => x + 1), [1].map(x => x + 1))
print(match dyn(3) { Some(p) => p + 1, None => 0 }, match dyn(null) { Some(p) => 1, None => "none" })
print({a: 1}.get("z"), {a: 1}.get("z", 9), "5" as int, 5 as float, as<int>(5), is<int>(5))
#> 3 null true true 3 1 7
#> Some() of null: None is null
#> ValueError unwrap() of null (None)
#> 4 null [2]
#> 4 none
#> null 9 null 5.0 5 true
