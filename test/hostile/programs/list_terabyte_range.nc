let xs = list(range(1000000000000))
#memory
