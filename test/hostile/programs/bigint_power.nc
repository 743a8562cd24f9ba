let x = bigint(7) ** 100000000000
print(x > 5)
#memory throws
