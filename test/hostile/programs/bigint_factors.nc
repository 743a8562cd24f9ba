var x = bigint(3)
while true { x = x * x }
#memory time
