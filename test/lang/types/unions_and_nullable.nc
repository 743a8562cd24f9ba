function f(v: int | string) { return v }
function g(v: int?) { return v ?? 0 }
function d(h, x) { try { return h(x) } catch (TypeError e) { return "TypeError" } }
print(d(f, 1), d(f, "a"), d(f, 1.5), d(g, null), d(g, 4), d(g, "s")) #> 1 a TypeError 0 4 TypeError
