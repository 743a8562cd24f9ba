class T { x: int = 0; f: float = 0.5; n: string? = null }
t = T()
setattr(t, "f", 2)
setattr(t, "n", "s")
setattr(t, "free", [1])
print(t.f, t.n, t.free) #> 2.0 s [1]
try { setattr(t, "x", "no") } catch (TypeError e) { print(e, t.x) } #> expected int for field 'x' of T, got string 0
