function f(len) { return len + 1 }
print(f(2), len([1])) #> 3 1
list = [1, 2]
print(list) #> [1, 2]
