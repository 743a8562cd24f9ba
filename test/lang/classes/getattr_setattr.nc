class A { constructor() { self.x = 1 } }
a = A()
setattr(a, "y", 5)
print(getattr(a, "x"), getattr(a, "z", "none"), hasattr(a, "y"), hasattr(a, "q"), a.y) #> 1 none true false 5
