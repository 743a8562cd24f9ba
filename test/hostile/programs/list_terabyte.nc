let xs = [0] * 137438953472
print(xs.length)
#memory throws
