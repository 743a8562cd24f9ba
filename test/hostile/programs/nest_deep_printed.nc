var x = []
for (i in range(2000000)) { x = [x] }
print(str(x).length)
#throws ends memory time
