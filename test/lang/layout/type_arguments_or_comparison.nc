a = 1
b = 5
print(a < b, b > (2)) #> true true
class Box<T> { constructor(v) { self.v = v } }
print(Box<int>(3).v) #> 3
