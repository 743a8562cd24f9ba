let b = bytes(5000000)
while true { b.find(bytes([0, 0, 0, 1])) }
#time
