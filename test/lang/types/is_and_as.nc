function f(v) { return v is int | string }
print(f(1), f("a"), f(1.5), 1 is not int, null is null) #> true true false false true
print(5 as string, "x" as string, as<int>(2.5), is<float>(2.5)) #> null x null true
x = 3
print(x is int ? "int" : "no") #> int
