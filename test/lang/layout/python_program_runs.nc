"""A module's documentation."""
import math
def f(x):
    """Documentation."""
    if x:
        return {
            "a": [1,
      2],
  "b": lambda y: y +
     1,
        }
    return None
class A:
    def m(self):
        for i in range(2):
            if i: break
        return i
print(f(1)["b"](2), f(0), A().m())
x = [i
     for i in range(5)
     if i % 2 == 0]
for i in range(3): print(i, end=" "); print("x", end=" ")
print()
if True: pass
else: print("no")
a, (b, c) = 1, (2, 3)
d = e = 7
def h(a, b=2, *args, c=3, **kw): return (a, b, args, c, kw)
print(h(1), h(1, 2, 3, c=4, d=5), [*x, *[1]], {**{"a": 1}}, (*x,))
print("%s-%s" % ("a", 1), f"{a=}", f"{a!r}", f'{x[0]}', not x, x is not None, a, b, c, d, e)
i = 10
while i > 0:
    i -= 3
    if i < 5:
        break
try:
    raise ValueError("layout")
except ValueError as err:
    print(err, i)
finally:
    print(math.floor(2.5), 7 // 2)
#> 3 null 1
#> 0 x 1 x 2 x 
#> (1, 2, [], 3, {}) (1, 2, [3], 4, {"d": 5}) [0, 2, 4, 1] {"a": 1} (0, 2, 4)
#> a-1 a=1 1 0 false true 1 2 3 7 7
#> layout 4
#> 2 3
