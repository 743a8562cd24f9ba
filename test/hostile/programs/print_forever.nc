while true { print("x") }
#time
