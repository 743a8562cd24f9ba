x = [1]
print(x is [1]) #error: N0238 tests a type
print(x is {}) #error: N0238
print(x is -1) #error: N0238
print(x is 2.5) #error: N0238
