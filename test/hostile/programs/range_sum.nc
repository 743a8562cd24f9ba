var n = 0
while true { n = max(range(100000000)) }
#time
