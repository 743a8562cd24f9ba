class A { get x() { return self.x } }
print(A().x)
#throws StackOverflowError
