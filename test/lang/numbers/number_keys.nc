m = {1: "one"}
m[1.0] = "uno"
m[-0.0] = "zero"
print(m, m[0]) #> {1: "uno", -0.0: "zero"} zero
print({1, 1.0, 2}.length) #> 2
