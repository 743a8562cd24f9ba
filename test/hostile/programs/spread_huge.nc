function f(...xs) { return xs.length }
print(f(...range(1000000000)))
#throws memory
