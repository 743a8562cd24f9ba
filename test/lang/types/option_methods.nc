x = Some(5)
n = None
print(x.isSome(), n.isNone(), x.unwrap(), n.unwrapOr(1), x.map(v => v * 2), n.map(v => v), n.orElse(() => 9)) #> true true 5 1 10 null 9
try { n.unwrap() } catch (Error e) { print("unwrap") } #> unwrap
try { Some(null) } catch (Error e) { print("Some") } #> Some
