class Pt:
    def __init__(self, x, y):
        self.x = x
        self.y = y
def h(n):
    match n:
        case 1:
            return "one"
        case 2 | 3:
            return "few"
        case [a, b]:
            return a + b
        case {"k": v}:
            return v
        case str():
            return "str"
        case Pt(x=0, y=yy):
            return yy
        case x if x == 99:
            return "guard"
        case _:
            return "default"
print(h(1), h(3), h([1, 2]), h({"k": 9}), h("x"), h(Pt(0, 4)), h(99), h(None)) #> one few 3 9 str 4 guard default
