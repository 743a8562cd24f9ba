x = 9 // 4
print(x) #> 9
