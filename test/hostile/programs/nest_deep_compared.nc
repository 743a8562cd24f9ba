function deep() { var x = []; for (i in range(1000000)) { x = [x] } return x }
print(deep() == deep())
#throws ends memory time
