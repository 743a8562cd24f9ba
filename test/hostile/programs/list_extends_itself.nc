let xs = [1]
while true { xs.extend(xs) }
#memory
