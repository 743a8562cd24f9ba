let xs = []
while true { xs.append(xs.length) }
#memory
