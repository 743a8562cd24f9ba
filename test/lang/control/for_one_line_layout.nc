for i in range(3): print(i, end: " ")
print() #> 0 1 2 
