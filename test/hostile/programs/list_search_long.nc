let a = [1] * 5000000
while true { a.contains(2) }
#time
