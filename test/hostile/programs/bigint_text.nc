let x = bigint(7) ** 900000
while true { print(x.toString().length < 0) }
#time
