print("abc" < "abd", "Z" < "a", "a" < "ab", "é" > "z", "b" > "") #> true true true true true
print(sorted(["b", "a", "C"]), max("x", "yy"), min(["q", "p"])) #> ["C", "a", "b"] yy p
