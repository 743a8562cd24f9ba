let a = null
a ??= 5
a ??= 6
let b = 0
b ||= 7
b &&= 8
print(a, b) #> 5 8
