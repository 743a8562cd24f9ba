xs = [1]
print(f"{xs[0]=}") #> xs[0]=1
