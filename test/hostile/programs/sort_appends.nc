let xs = list(range(1000))
xs.sort((a, b) => { xs.append(1); return a - b })
while true { }
#throws memory time
