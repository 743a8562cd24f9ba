let xs = list(range(1000))
xs.sort((a, b) => { throw ValueError("no") })
#throws ValueError
