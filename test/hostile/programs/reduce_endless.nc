print(reduce((a, b) => a + b, range(1000000000000)))
#time throws
