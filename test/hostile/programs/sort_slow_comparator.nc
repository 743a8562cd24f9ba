let xs = list(range(100))
xs.sort((a, b) => { while true { } })
#time
