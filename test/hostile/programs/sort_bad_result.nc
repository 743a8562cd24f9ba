let xs = list(range(1000))
xs.sort((a, b) => "x")
while true { }
#throws time
