c: char = "x"
print(c, ord("A"), chr(233), ord("😀")) #> x 65 é 128512
try { d: char = "xy"; print(d) } catch (TypeError e) { print("TypeError") } #> TypeError
