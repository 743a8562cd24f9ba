a = [1]
b = a
print(a is b, a is [1], null is null, a is not null) #> true false true true
