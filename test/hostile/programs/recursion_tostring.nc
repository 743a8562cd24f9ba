class A { toString() { return "<" + str(self) + ">" } }
print(A())
#throws StackOverflowError
