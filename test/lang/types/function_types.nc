function apply(f: (int) -> int, x: int): int { return f(x) }
print(apply(x => x + 1, 2)) #> 3
function d(v) { try { return apply(v, 1) } catch (TypeError e) { return "TypeError" } }
print(d(5)) #> TypeError
