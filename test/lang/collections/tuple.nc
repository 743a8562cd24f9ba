t = (1, "a", 2.5)
print(t[0], t[-1], t.length, t[1:], 1 in t, t + (3,)) #> 1 2.5 3 ("a", 2.5) true (1, "a", 2.5, 3)
try { t[0] = 5 } catch (TypeError e) { print("TypeError") } #> TypeError
