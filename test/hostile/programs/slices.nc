let xs = [1] * 1000000
while true { let y = xs[1:] + xs[:-1] }
#time memory
