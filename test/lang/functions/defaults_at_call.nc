function f(a, b = a + 1, c = [b]) { c.append(a); return c }
print(f(1), f(1), f(1, 5)) #> [2, 1] [2, 1] [5, 1]
