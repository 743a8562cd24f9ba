print("a") #> a
return 5
print("b")
