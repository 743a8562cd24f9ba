let a = [1] * 5000000
while true { a.insert(0, 1); a.pop(0) }
#time memory
