print(lenght([1])) #error: N0
