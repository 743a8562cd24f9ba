function area(w: float, h: float = 2): float { return w * h }
print(area(3), area(1.5, 4)) #> 6.0 6.0
function id(x: int): int { return x }
function dyn(v) { return id(v) }
try { dyn("s") } catch (TypeError e) { print("x" in e.message) } #> true
