a = [1]
d = null
print(null is null, d is null, a is not null, true is true, a is true) #> true true true true false
