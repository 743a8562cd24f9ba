let b = bytes(1000000000000)
#memory throws
